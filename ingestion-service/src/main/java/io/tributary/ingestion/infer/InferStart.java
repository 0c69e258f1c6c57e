package io.tributary.ingestion.infer;

import io.tributary.ingestion.job.Job;

/** What came of asking for an inference. */
public sealed interface InferStart {

    /** The job is stored; it waits while another reads. */
    record Started(Job job) implements InferStart {}

    /** One of the tenant waits or runs here. */
    record AlreadyAsked() implements InferStart {}

    /** So many tenants wait that nobody can say when this one's turn would be. */
    record Full() implements InferStart {}
}
