package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.model.TrainingSession.Free;
import io.tributary.identity.linkage.model.TrainingSession.Learned;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pairs of one rule's blocks while a model is trained: what they teach about matches, and how many matches they hold. */
final class RuleBlocks {

    /** With fewer matches a session tells more about luck than about people. */
    private static final double FEWEST_MATCHES = 10;

    /** In smaller samples the others cannot be told. */
    private static final int FEWEST_PAIRS = 50;

    /** Above it the blocks hold hardly anybody but matches, as those of a card number do. */
    private static final double MOSTLY_MATCHES = 0.8;

    private final String rule;
    private final PatternCounts counts;
    private final boolean[] trains;
    private final TrainingSession session;
    private final LevelShares byChance;
    private Learned learned;
    private boolean relearned;
    private double share = 1;

    /**
     * @param byChance how random pairs look
     */
    RuleBlocks(String rule, Patterns patterns, PatternCounts counts, boolean[] trains, LevelShares byChance) {
        this.rule = rule;
        this.counts = counts;
        this.trains = trains;
        this.session = new TrainingSession(patterns, counts, trains);
        this.byChance = byChance;
        this.learned = new Learned(LevelShares.expected(patterns.fields()), byChance, 0);
    }

    /**
     * @param records as many matches as half of them is where the search begins
     */
    void learn(int records) {
        if (counts.total() > 0) {
            double start = Math.clamp(0.5 * records / counts.total(), 0.001, 0.5);
            learned = session.learn(new Learned(learned.matched(), byChance, start), Free.BOTH);
        }
    }

    /** Adds what was learned to the mean, for the fields of which it says enough. */
    void tell(LevelShares.Mean mean) {
        if (training() == Training.USED) {
            IntStream.range(0, trains.length)
                    .filter(field -> trains[field] && session.matchesWith(field, learned) >= FEWEST_MATCHES)
                    .forEach(field -> mean.add(learned.matched(), field));
        }
    }

    /**
     * Counts the matches anew, now that other rules' blocks have told how matches look. Where they are nearly all, a first
     * session has told the clean matches from the blurred ones instead, and learns again.
     *
     * @return whether it learned again
     */
    boolean reconcile(LevelShares matched) {
        if (counts.total() < FEWEST_PAIRS) {
            return false;
        }
        share = ShareBound.of(session.levels(), trains, matched, byChance);
        if (share < MOSTLY_MATCHES || relearned || training() != Training.USED) {
            return false;
        }
        learned = session.learn(new Learned(matched, byChance, share), Free.MATCHES);
        relearned = true;
        return true;
    }

    /**
     * How the blocks look to one who knows that the people in them share more than a key: null where this makes no
     * difference, because the blocks hold hardly anybody but matches or too few pairs to tell.
     */
    @Nullable
    View view(LevelShares matched) {
        if (counts.total() < FEWEST_PAIRS || share >= MOSTLY_MATCHES) {
            return null;
        }
        var others = session.learn(new Learned(matched, byChance, share), Free.OTHERS);
        return new View(rule, others.share(), matched, others.others(), trains);
    }

    SessionReport report() {
        return new SessionReport(
                rule, counts.total(), learned.share() * counts.total(), learned.iterations(), training());
    }

    private Training training() {
        if (learned.share() * counts.total() < FEWEST_MATCHES) {
            return Training.TOO_FEW_MATCHES;
        }
        return isPlausible() ? Training.USED : Training.NO_PERSONS;
    }

    /** Matches agree in most fields; a class of pairs that does not is a household, not a person. */
    private boolean isPlausible() {
        var fields = IntStream.range(0, trains.length).filter(it -> trains[it]).toArray();
        long agreeing = IntStream.of(fields)
                .filter(it -> learned.matched().agreeing(it) > 0.5)
                .count();
        return 2 * agreeing >= fields.length;
    }
}
