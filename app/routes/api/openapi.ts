import { config } from "#app/core/config.server.ts";
import { answerApi, refuseWriting } from "#app/routes/api/answer.server.ts";
import { openApiDocument } from "#app/routes/api/openapi-document.ts";

const document = openApiDocument(config.publicUrl);

export const loader = answerApi(() => document);

export const action = refuseWriting;
