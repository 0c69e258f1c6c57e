package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.block.Blocking;
import io.tributary.identity.linkage.block.BlockingRule;
import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from a table without labels: what agrees by chance from random pairs, how matches look from each rule's
 * blocks apart, how people look who only share a key, and how many matches there are from all candidates together.
 */
public final class Trainer {

    private static final int MAX_ROUNDS = 100;
    private static final int MAX_PRIOR_ROUNDS = 1_000;
    private static final double SMALL_CHANGE = 1e-9;

    private final RecordTable table;
    private final List<BlockingRule> rules;
    private final Blocking blocking;
    private final Comparer comparer;
    private final List<RuleBlocks> blocks = new ArrayList<>();
    private final Candidates candidates;

    public Trainer(RecordTable table, List<BlockingRule> rules, Blocking blocking, Comparer comparer) {
        this.table = table;
        this.rules = rules;
        this.blocking = blocking;
        this.comparer = comparer;
        this.candidates = new Candidates(comparer.patterns(), rules.size());
    }

    public List<SessionReport> sessions() {
        return blocks.stream().map(RuleBlocks::report).toList();
    }

    /** How many distinct pairs the rules gave. */
    public long candidates() {
        return candidates.total();
    }

    public Model train(int randomPairs, RandomGenerator random, Watch watch) {
        var sample = new RandomPairs(table, comparer).sample(randomPairs, random, watch);
        var counter = new LevelShares.Counter(comparer.patterns());
        for (int id = 0; id < sample.size(); id++) {
            counter.add(sample.pattern(id), (double) sample.count(id));
        }
        var byChance = counter.shares();
        var matched = matched(byChance, watch);
        var views = new ArrayList<@Nullable View>();
        blocks.forEach(it -> views.add(it.view(matched)));
        var wide = new View("any two records", 0.5 / pairs(), matched, byChance, everyField());
        return settled(new Model(comparer.patterns(), wide, views), sample);
    }

    private LevelShares matched(LevelShares byChance, Watch watch) {
        for (int rule = 0; rule < rules.size(); rule++) {
            var counts = count(rule, watch);
            var trained = new RuleBlocks(
                    rules.get(rule).name(), comparer.patterns(), counts, trains(rules.get(rule)), byChance);
            trained.learn(table.size());
            blocks.add(trained);
        }
        var matched = mean();
        for (int round = 0; round < rules.size(); round++) {
            var known = matched;
            // All of them, not only until the first that learned again.
            long again = blocks.stream().filter(it -> it.reconcile(known)).count();
            if (again == 0) {
                break;
            }
            matched = mean();
        }
        return matched;
    }

    private LevelShares mean() {
        var mean = new LevelShares.Mean(LevelShares.expected(comparer.patterns().fields()));
        blocks.forEach(it -> it.tell(mean));
        return mean.get();
    }

    private PatternCounts count(int rule, Watch watch) {
        var counts = new PatternCounts();
        blocking.eachPair(rule, watch, (left, right) -> {
            long pattern = comparer.compare(left, right);
            counts.add(pattern);
            long shared = blocking.rulesOf(left, right);
            if (Blocking.isFirst(rule, shared)) {
                candidates.add(pattern, shared);
            }
        });
        return counts;
    }

    private boolean[] trains(BlockingRule rule) {
        var trains = everyField();
        for (int field = 0; field < trains.length; field++) {
            trains[field] = !rule.untrained()
                    .contains(comparer.patterns().fields().get(field).name());
        }
        return trains;
    }

    private boolean[] everyField() {
        var fields = new boolean[comparer.patterns().fields().size()];
        Arrays.fill(fields, true);
        return fields;
    }

    /**
     * Some of the random pairs are matches, and for an identifier they are nearly all that agree: each counts only as far
     * as it is none. That moves the prior, which moves the count, until neither moves.
     */
    private Model settled(Model start, PatternCounts sample) {
        var model = start;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double before = model.wide().share();
            model = withPrior(model);
            model = withChance(model, sample);
            if (Math.abs(model.wide().share() - before) <= SMALL_CHANGE * before) {
                break;
            }
        }
        return model;
    }

    private Model withChance(Model model, PatternCounts sample) {
        var counter = new LevelShares.Counter(comparer.patterns());
        for (int id = 0; id < sample.size(); id++) {
            double bits = model.bits(model.wide(), Judged.byLevels(sample.pattern(id)));
            counter.add(sample.pattern(id), sample.count(id) * (1 - Odds.probability(bits)));
        }
        return model.with(wide(model, model.wide().share(), counter.shares()));
    }

    /** The expected matches among the candidates over all pairs, with the prior that this itself gives. */
    private Model withPrior(Model start) {
        var model = start;
        for (int round = 0; round < MAX_PRIOR_ROUNDS; round++) {
            // Never nothing and never all: either would end every doubt.
            double matches = Math.clamp(candidates.matches(model), 0.5, 0.5 * pairs());
            double prior = matches / pairs();
            double change = Math.abs(prior - model.wide().share());
            model = model.with(wide(model, prior, model.wide().others()));
            if (change <= SMALL_CHANGE * prior) {
                break;
            }
        }
        return model;
    }

    private View wide(Model model, double prior, LevelShares byChance) {
        return new View(model.wide().name(), prior, model.wide().matched(), byChance, everyField());
    }

    private long pairs() {
        return Math.max(1, table.pairs());
    }
}
