package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.plan.schema.FaultPlace;
import io.tributary.ingestion.plan.schema.SchemaFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan ready to judge by. The strictest action among the faults of an event decides: one that blocks refuses it, else
 * those that omit take their property away. An alias is never judged: it has neither properties nor traits.
 */
public final class CompiledPlan {

    /** More faults of one event are only counted. */
    static final int MAX_FAULTS = 20;

    private static final JsonBytes NOTHING = JsonBytes.of("{}".getBytes(StandardCharsets.UTF_8));

    /** What the plan says, by what it says it about. */
    record Rules(Map<String, CompiledRule> events, Map<CallType, CompiledRule> calls, PlanAction unplannedEvents) {}

    private final String id;
    private final int version;
    private final Rules rules;

    CompiledPlan(String id, int version, Rules rules) {
        this.id = id;
        this.version = version;
        this.rules = rules;
    }

    public PlanVerdict judge(Call call) {
        return switch (call) {
            case Call.Identify identify -> judge(call, identify.traits());
            case Call.Track track -> judgeTrack(track);
            case Call.Page page -> judge(call, page.properties());
            case Call.Screen screen -> judge(call, screen.properties());
            case Call.Group group -> judge(call, group.traits());
            case Call.Alias _ -> new PlanVerdict.Kept(Findings.NONE);
        };
    }

    private PlanVerdict judgeTrack(Call.Track track) {
        var rule = rules.events.get(track.event());
        if (rule != null) {
            return new Judgement(rule, track.event()).of(track.properties());
        }
        var fault = new PlanFault("", PlanFault.UNPLANNED_EVENT, rules.unplannedEvents, "object");
        var findings = new Findings(id, version, track.event(), List.of(fault), 0);
        return rules.unplannedEvents == PlanAction.BLOCK
                ? new PlanVerdict.Blocked(findings, "", fault.rule())
                : new PlanVerdict.Kept(findings);
    }

    private PlanVerdict judge(Call call, @Nullable JsonBytes object) {
        var rule = rules.calls.get(call.type());
        return rule == null
                ? new PlanVerdict.Kept(Findings.NONE)
                : new Judgement(rule, call.type().wireName()).of(object);
    }

    /** One event against its rule. */
    private final class Judgement {

        private final CompiledRule rule;
        private final String event;
        private final List<PlanFault> faults = new ArrayList<>();
        private final Omissions omissions = new Omissions();
        private final Set<String> omitted = new LinkedHashSet<>();
        private int more;
        private @Nullable FaultPlace blockedAt;
        private String blockedBy = "";

        Judgement(CompiledRule rule, String event) {
            this.rule = rule;
            this.event = event;
        }

        PlanVerdict of(@Nullable JsonBytes object) {
            var checked = rule.schema().check(object == null ? NOTHING : object);
            for (var fault : checked.faults()) {
                add(fault.place(), fault.keyword(), rule.action(), fault.found());
                if (rule.action() == PlanAction.OMIT) {
                    omit(fault);
                }
            }
            checked.unplanned().forEach((name, type) -> {
                var place = FaultPlace.member(name);
                add(place, PlanFault.UNPLANNED_PROPERTY, rule.unplanned(), type);
                if (rule.unplanned() == PlanAction.OMIT) {
                    omit(place);
                }
            });
            return verdict();
        }

        private void add(FaultPlace place, String keyword, PlanAction action, String found) {
            if (action == PlanAction.BLOCK && blockedAt == null) {
                blockedAt = place;
                blockedBy = keyword;
            }
            if (faults.size() < MAX_FAULTS) {
                faults.add(new PlanFault(place.path(), keyword, action, found));
            } else {
                more++;
            }
        }

        /** What is missing cannot be left out, and which part of a choice was meant nobody knows. */
        private void omit(SchemaFault fault) {
            if (!fault.found().equals("absent")) {
                omit(fault.ofChoice() ? fault.place().outermost() : fault.place());
            }
        }

        private void omit(FaultPlace place) {
            if (place.isWhole()) {
                return;
            }
            omissions.add(place);
            if (place.steps().size() == 1 && place.steps().getFirst() instanceof FaultPlace.Step.Name(var name)) {
                omitted.add(name);
            }
        }

        private PlanVerdict verdict() {
            var findings = new Findings(id, version, event, faults, more);
            if (blockedAt != null) {
                return new PlanVerdict.Blocked(findings, blockedAt.pointer(), blockedBy);
            }
            return switch (omissions.fate()) {
                case LOOKED_INTO -> new PlanVerdict.Trimmed(findings, omissions, omitted);
                case KEPT, DROPPED, REPLACED -> new PlanVerdict.Kept(findings);
            };
        }
    }
}
