package io.tributary.ingestion.plan.schema;

import tools.jackson.databind.JsonNode;

/** Makes schemas of draft-07 and 2020-12 ready to judge by. Nothing is ever fetched for it. */
@FunctionalInterface
public interface SchemaCompiler {

    Compilation compile(JsonNode schema);
}
