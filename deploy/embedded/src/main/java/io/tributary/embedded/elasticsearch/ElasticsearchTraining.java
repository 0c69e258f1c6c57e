package io.tributary.embedded.elasticsearch;

import io.tributary.embedded.server.AheadOfTime;
import io.tributary.embedded.server.HttpProbe;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.RunningServer;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the ahead-of-time cache of the node: start, one index, a bulk request, a search, stop. */
public final class ElasticsearchTraining {

    private static final int DOCUMENTS = 200;
    private static final String JSON = "application/json";

    private final Workshop workshop;
    private final Path programs;

    /** Trains with this prepared distribution. */
    public ElasticsearchTraining(Workshop workshop, Path programs) {
        this.workshop = workshop;
        this.programs = programs;
    }

    /** The options with the cache, trained now if it was not before. */
    public JvmOptions trained(JvmOptions options) throws IOException {
        String key = programs.toString() + '|' + options.cacheKey();
        return options.with(new AheadOfTime(workshop)
                .flags(ElasticsearchRecipe.NAME, key, (flags, scratch) -> train(options.with(flags), scratch)));
    }

    private void train(JvmOptions options, Path scratch) throws IOException {
        ElasticsearchRecipe recipe =
                new ElasticsearchRecipe(workshop.jdk(), programs, scratch, PortPlan.from(0), options);
        RunningServer node = new RunningServer(recipe, workshop.children(), scratch);
        node.launch();
        try {
            node.awaitReady(Duration.ofMinutes(3));
            exercise(recipe.url());
        } finally {
            node.stop(AheadOfTime.DUMP_LIMIT);
        }
    }

    private static void exercise(URI url) throws IOException {
        HttpProbe.send("PUT", url.resolve("/training"), JSON, """
                {"settings":{"number_of_replicas":0},"mappings":{"properties":{
                "name":{"type":"keyword"},"at":{"type":"date"},
                "activity":{"type":"nested","properties":{"event":{"type":"keyword"},"count":{"type":"integer"}}}}}}
                """);
        StringBuilder bulk = new StringBuilder();
        for (int document = 0; document < DOCUMENTS; document++) {
            bulk.append("{\"index\":{}}\n{\"name\":\"n").append(document).append("\",\"at\":\"2026-01-01T00:00:00Z\",");
            bulk.append("\"activity\":[{\"event\":\"order\",\"count\":2}]}\n");
        }
        HttpProbe.send("POST", url.resolve("/training/_bulk?refresh=true"), "application/x-ndjson", bulk.toString());
        HttpProbe.send("POST", url.resolve("/training/_search"), JSON, """
                {"query":{"nested":{"path":"activity","query":{"term":{"activity.event":"order"}}}},
                "aggs":{"names":{"terms":{"field":"name"}}}}
                """);
    }
}
