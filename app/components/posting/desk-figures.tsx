import { Link } from "@remix-run/react";
import { FeaturedText, type FeaturedView } from "#app/components/billing/featured-text.tsx";
import { DateText } from "#app/components/facts.tsx";
import { Facts, Section } from "#app/components/primitives.tsx";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";

type Figures = {
  reference: string;
  /** Of the public page. */
  path: string;
  status: OpportunityStatus;
  views: number;
  interests: number;
  waiting: number;
  publishedAt: string | null;
  updatedAt: string;
  closingAt: string | null;
  featured: FeaturedView | null;
};

/** How an opportunity fares, and where its pages are. */
export function DeskFigures({ figures }: { figures: Figures }) {
  const { reference, path, status, views, interests, waiting, publishedAt, updatedAt, closingAt, featured } =
    figures;
  const isFeaturable = status === "published" || status === "on_hold";
  const isPublic = publishedAt !== null && ["published", "closed", "expired"].includes(status);
  return (
    <Section title="Figures" id="figures">
      <Facts
        rows={[
          ["Public page", isPublic && <Link to={path}>/opportunities/{reference}</Link>],
          ["Views", String(views)],
          [
            "Expressions of interest",
            <Link key="interests" to={`/desk/interests?opportunity=${reference}`}>
              {interests}
              {waiting > 0 && `, ${waiting} waiting for your answer`}
            </Link>,
          ],
          [
            "Applicants",
            interests > 0 && (
              <Link to={`/desk/opportunities/${reference}/applicants`}>Compare side by side</Link>
            ),
          ],
          ["First published", publishedAt && <DateText iso={publishedAt} />],
          [
            status === "published" || status === "on_hold" ? "Ends" : "Ended",
            closingAt && <DateText iso={closingAt} />,
          ],
          [
            "Featured",
            (isFeaturable || featured) && (
              <>
                {featured && <FeaturedText {...featured} />}
                {featured && isFeaturable && ". "}
                {isFeaturable && (
                  <Link to={`/desk/opportunities/${reference}/feature`}>
                    Feature this{featured && " for longer"}
                  </Link>
                )}
              </>
            ),
          ],
          ["Changed last", <DateText key="updated" iso={updatedAt} withTime />],
        ]}
      />
    </Section>
  );
}
