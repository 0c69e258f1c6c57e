package io.tributary.local.prove.erasure;

import io.tributary.local.prove.erasure.Verdict.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows that the search finds: what is planted in corners and in other spellings, and the person in every store. */
final class Judge {

    private static final Question QUESTION = Question.SEARCH_FINDS_WHAT_IS_THERE;

    private final Scene scene;
    private final Path project;

    Judge(Scene scene, Path project) {
        this.scene = scene;
        this.project = project;
    }

    void findsWhatIsPlanted(Random random) throws InterruptedException {
        var word = "p" + Long.toString(random.nextLong(1L << 40, 1L << 50), Character.MAX_RADIX);
        try (var search = new ByteSearch(project, Planted.sought(word))) {
            var stores = new Stores(scene.suite, scene.data, search);
            try (var _ = Planted.plant(scene.suite, scene.data, word)) {
                var found = stores.running().found();
                Planted.STORE_BY_NAME.forEach((name, store) -> scene.verdict.require(
                        QUESTION,
                        found.stream()
                                .anyMatch(it ->
                                        it.value().equals(name) && it.store().equals(store)),
                        "what was planted " + name + " was not found in " + store));
            }
            scene.verdict.complain(
                    QUESTION,
                    stores.running().found().stream()
                            .map(it -> "found although it was taken away: " + it.words())
                            .toList());
        }
        scene.say("planted copies: %d, each sought in all stores", Planted.STORE_BY_NAME.size());
    }

    void findsEverything(Stores stores) throws InterruptedException {
        var answer = stores.everything();
        scene.verdict.complain(QUESTION, Expected.missing(answer));
        answer.looked()
                .forEach(it ->
                        scene.say("   looked at %-14s %,6d places, %,14d bytes", it.store(), it.places(), it.bytes()));
        answer.found().stream()
                .collect(Collectors.groupingBy(
                        it -> it.store() + " " + it.place(),
                        java.util.TreeMap::new,
                        Collectors.mapping(ByteSearch.Found::value, Collectors.toCollection(TreeSet::new))))
                .forEach((place, values) -> scene.say("   before: %-60s %s", place, values));
        scene.verdict.complain(Question.ERASURE_ENDS, inLogs(answer.found()));
    }

    /** No log may hold personal data, erased or not. */
    static List<String> inLogs(List<ByteSearch.Found> found) {
        return found.stream()
                .filter(it -> it.store().equals("files") && it.place().contains("logs/"))
                .map(it -> "a log holds personal data: " + it.words())
                .toList();
    }
}
