import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { fileName, recogniseContent } from "#app/domain/files/recognise-content.server.ts";
import { redrawPicture } from "#app/domain/files/redraw-picture.server.ts";
import { removeUnlessOwned } from "#app/domain/files/sweep-files.server.ts";

/** A file as it may be kept: named after its content, pictures without metadata. */
export type AcceptedFile = { name: string; mediaType: string; sizeBytes: number; storageKey: string };

const EMPTY = new DomainError("invalid", "The file is empty. Choose another one.");

/**
 * Looks at an uploaded file: what it is, is found from its content; pictures are drawn anew without metadata.
 * Whatever is refused is removed. The caller's command then writes the row that owns the file; see `keepUpload`.
 * @throws DomainError invalid (empty, not a kind that may be sent, or a picture that cannot be opened), too_large (a picture)
 */
export async function acceptUpload(upload: StoredUpload): Promise<AcceptedFile> {
  try {
    if (upload.sizeBytes === 0) throw EMPTY;
    const mediaType = await recogniseContent(upload.storageKey);
    const name = fileName(upload.fileName, mediaType);
    if (!mediaType.startsWith("image/"))
      return { name, mediaType, sizeBytes: upload.sizeBytes, storageKey: upload.storageKey };
    const drawn = await redrawPicture(upload, mediaType);
    await discardFile(upload.storageKey);
    return { name, mediaType, ...drawn };
  } catch (error) {
    await discardFile(upload.storageKey);
    throw error;
  }
}

/**
 * Accepts an uploaded file and runs the command that writes its owner's row. However that ends, no file without an
 * owner stays behind.
 * @throws DomainError of `acceptUpload`; whatever `write` throws
 */
export async function keepUpload<T>(
  upload: StoredUpload,
  write: (file: AcceptedFile) => Promise<T>,
): Promise<T> {
  const file = await acceptUpload(upload);
  try {
    return await write(file);
  } catch (error) {
    await removeUnlessOwned(file.storageKey);
    throw error;
  }
}
