package io.tributary.identity.linkage;

import io.tributary.identity.linkage.block.Blocking;
import io.tributary.identity.linkage.block.BlockingRule;
import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.model.Comparer;
import io.tributary.identity.linkage.model.Trainer;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Links the records of a table. The same table, rules, settings and random numbers give the same linkage. Memory grows
 * with the records and the kept pairs, never with the compared ones; time with the settings' pairs.
 */
public final class Linker {

    private final List<BlockingRule> rules;
    private final LinkageSettings settings;

    public Linker(List<BlockingRule> rules, LinkageSettings settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
    }

    /** Walks the candidates twice: once to learn, once to score. */
    public Linkage link(RecordTable table, RandomGenerator random, Watch watch) {
        var blocking = Blocking.of(table, rules, settings.maxBlock(), settings.maxPairs());
        var comparer = new Comparer(table);
        watch.expects(2 * blocking.pairs());
        var trainer = new Trainer(table, rules, blocking, comparer);
        var model = trainer.train(settings.randomPairs(), random, watch);
        var scorer = new Scorer(comparer, blocking, model);
        var kept = score(blocking, scorer, watch);
        var report = new LinkageReport(
                new LinkageReport.Scope(table.size(), table.pairs(), trainer.candidates()),
                model.wide().share(),
                blocking.reports(),
                trainer.sessions(),
                model.weights(),
                new LinkageReport.Left(kept.leftOut(), table.valuesLeftOut()));
        return new Linkage(table, scorer, kept.strongestFirst(), report);
    }

    private StrongestPairs score(Blocking blocking, Scorer scorer, Watch watch) {
        var kept = new StrongestPairs(settings.maxKept());
        for (int rule = 0; rule < blocking.rules(); rule++) {
            int current = rule;
            blocking.eachPair(rule, watch, (left, right) -> {
                if (Blocking.isFirst(current, blocking.rulesOf(left, right))) {
                    var pair = scorer.score(left, right);
                    if (pair.probability() >= settings.minProbability()) {
                        kept.add(pair);
                    }
                }
            });
        }
        return kept;
    }
}
