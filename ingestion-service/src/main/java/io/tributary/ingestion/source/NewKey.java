package io.tributary.ingestion.source;

/** A key in clear, shown once, with the source as it is now. */
public record NewKey(Source source, String keyId, String secret) {}
