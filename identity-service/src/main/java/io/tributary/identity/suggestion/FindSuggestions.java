package io.tributary.identity.suggestion;

import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.JoinCheck;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobOutcome;
import io.tributary.identity.job.JobSteps;
import io.tributary.identity.job.JobWork;
import io.tributary.identity.linkage.Clusters;
import io.tributary.identity.linkage.Linkage;
import io.tributary.identity.linkage.Linker;
import io.tributary.identity.linkage.ScoredPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches a tenant's profiles for people who are there twice. It reads them page by page, learns and scores in memory, and
 * writes the suggestions at the end, so a search that stops leaves the former ones as they were.
 */
public final class FindSuggestions implements JobWork {

    public static final String KIND = "suggestions";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 500;

    /** Guards refuse some of the likely pairs, so more of them are kept than will be suggested. */
    private static final int KEPT_FOR_EACH = 2;

    private final LinkablePeople people;
    private final Suggestions suggestions;
    private final Graphs graphs;
    private final SuggestionBounds bounds;
    private final Surroundings surroundings;

    /**
     * What a search takes from outside.
     *
     * @param suiteClock dates the suggestions
     * @param ids of new suggestions
     * @param chance random numbers for a seed
     */
    public record Surroundings(Clock suiteClock, Supplier<UUID> ids, LongFunction<RandomGenerator> chance) {}

    public FindSuggestions(
            LinkablePeople people,
            Suggestions suggestions,
            Graphs graphs,
            SuggestionBounds bounds,
            Surroundings surroundings) {
        this.people = people;
        this.suggestions = suggestions;
        this.graphs = graphs;
        this.bounds = bounds;
        this.surroundings = surroundings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JobOutcome run(Job job, JobSteps steps) {
        var request = JSON.readValue(job.request(), SuggestionRequest.class);
        var reading = new ReadPeople(people, bounds.maxProfiles(), PAGE).read(job.tenant(), steps);
        return switch (reading) {
            case ReadPeople.TooMany _ ->
                new JobOutcome.Refused(
                        "More than " + bounds.maxProfiles() + " profiles can be compared. Ask whoever runs"
                                + " the platform to raise cdp.identity.suggestions.max-profiles; each takes about 1 KB of memory.");
            case ReadPeople.People read -> new JobOutcome.Done(search(job, request, read, steps));
        };
    }

    private String search(Job job, SuggestionRequest request, ReadPeople.People read, JobSteps steps) {
        var settings = bounds.linkage().keeping(request.minProbability(), KEPT_FOR_EACH * bounds.maxSuggestions());
        var linkage = new Linker(PeopleTable.RULES, settings)
                .link(read.table(), surroundings.chance().apply(request.seed()), new Comparing(steps));
        var clusters = clusters(job.tenant(), linkage, read, steps);
        var found = clusters.joins().stream()
                .limit(bounds.maxSuggestions())
                .map(it -> suggestion(it, linkage, read))
                .toList();
        steps.at("writing", 0, found.size());
        suggestions.replaceOpen(
                job.tenant(), job.id(), found, surroundings.suiteClock().millis());
        return JSON.writeValueAsString(new SearchReport(
                read.profiles(),
                read.table().size(),
                found.size(),
                linkage.report().left().pairs() + clusters.joins().size() - found.size(),
                clusters.refused(),
                linkage.report()));
    }

    private Clusters clusters(String tenant, Linkage linkage, ReadPeople.People read, JobSteps steps) {
        var rules = graphs.standing(tenant).rules();
        var check = new JoinCheck(rules, surroundings.suiteClock().millis());
        return linkage.cluster(new ProfileGuard(check, read::id, living(tenant, linkage.pairs(), read, steps)));
    }

    private Map<UUID, Profile> living(String tenant, List<ScoredPair> pairs, ReadPeople.People read, JobSteps steps) {
        var ids = new ArrayList<>(pairs.stream()
                .flatMap(it -> List.of(read.id(it.left()), read.id(it.right())).stream())
                .distinct()
                .toList());
        var living = new HashMap<UUID, Profile>();
        for (int from = 0; from < ids.size(); from += PAGE) {
            steps.at("guarding", from, ids.size());
            living.putAll(people.profiles(tenant, ids.subList(from, Math.min(ids.size(), from + PAGE))));
        }
        return living;
    }

    private Suggestion suggestion(ScoredPair pair, Linkage linkage, ReadPeople.People read) {
        var one = read.id(pair.left());
        var other = read.id(pair.right());
        boolean inOrder = one.toString().compareTo(other.toString()) < 0;
        return new Suggestion(
                surroundings.ids().get(),
                inOrder ? one : other,
                inOrder ? other : one,
                pair.bits(),
                linkage.explain(pair.left(), pair.right()));
    }
}
