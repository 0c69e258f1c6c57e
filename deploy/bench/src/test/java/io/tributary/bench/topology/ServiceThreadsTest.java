package io.tributary.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceThreadsTest {

    @ParameterizedTest
    @CsvSource({
        "cdp-segment-142, streams",
        "kafka-producer-, streams",
        "rocksdb:low, streams",
        "feed-cdp-segmen, feeds",
        "elasticsearch-r, feeds",
        "C2 CompilerThre, jvm",
        "VM Thread, jvm",
        "reactor-http-ep, other"
    })
    void groupsByWhatAThreadWorksFor(String name, String group) {
        assertThat(ServiceThreads.groupOf(name)).isEqualTo(group);
    }
}
