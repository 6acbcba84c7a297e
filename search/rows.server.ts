import { pool } from "#app/core/db.server.ts";
import type { ExchangeRates } from "#app/core/reference/exchange-rates.ts";
import {
  DOCUMENT_ROWS,
  SEARCHABLE,
  toDocument,
  type DocumentRow,
  type SearchDocument,
} from "#search/document.ts";

/** Documents by the exchange rates that hold today; reference_on knows which of those entered do. */
async function asDocuments(documentRows: DocumentRow[]): Promise<SearchDocument[]> {
  const { rows } = await pool.query<{ value: ExchangeRates }>(
    `select value from public.reference_on((now() at time zone 'Asia/Kolkata')::date) where name = 'exchange_rates'`,
  );
  return documentRows.map((row) => toDocument(row, rows[0]?.value));
}

/** The documents of those of these opportunities that readers may see now. */
export async function readDocuments(ids: string[]): Promise<SearchDocument[]> {
  const { rows } = await pool.query<DocumentRow>(
    `${DOCUMENT_ROWS} where ${SEARCHABLE} and o.id = any($1::uuid[])`,
    [ids],
  );
  return asDocuments(rows);
}

/** The next documents that readers may see, by ascending id. */
export async function readDocumentsAfter(id: string | null, limit: number): Promise<SearchDocument[]> {
  const { rows } = await pool.query<DocumentRow>(
    `${DOCUMENT_ROWS} where ${SEARCHABLE} and ($1::uuid is null or o.id > $1) order by o.id limit $2`,
    [id, limit],
  );
  return asDocuments(rows);
}

/** How many opportunities readers may see now. */
export async function countSearchable(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from public.opportunity o where ${SEARCHABLE}`,
  );
  return rows[0]!.count;
}
