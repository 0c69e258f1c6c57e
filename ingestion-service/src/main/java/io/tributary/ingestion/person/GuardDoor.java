package io.tributary.ingestion.person;

import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.suppression.Standing;
import java.time.InstantSource;

/** Answers the stage of the door: when the person is kept out, or let in again, and not before. */
public final class GuardDoor {

    private final DoorList doorList;
    private final KeptOut keptOut;
    private final InstantSource suiteClock;

    public GuardDoor(DoorList doorList, KeptOut keptOut, InstantSource suiteClock) {
        this.doorList = doorList;
        this.keptOut = keptOut;
        this.suiteClock = suiteClock;
    }

    StageAnswer guard(PersonRequest request) {
        return switch (request.kind()) {
            case ERASE -> erased(request);
            case SUPPRESS -> keepOut(request);
            case LIFT -> lift(request);
            // Whoever is only restricted is taken in as before.
            case RESTRICT, ACCESS -> StageAnswer.NOTHING;
        };
    }

    private StageAnswer erased(PersonRequest request) {
        long open = request.identifiers().stream()
                .filter(it -> standing(request, it).isFree())
                .count();
        if (open > 0) {
            throw new NotYet("the door does not know of " + open + " identifiers yet");
        }
        return StageAnswer.of(request.identifiers().size(), "identifiers are kept out");
    }

    private StageAnswer keepOut(PersonRequest request) {
        keptOut.add(
                request.tenant(),
                request.identifiers().stream().map(PersonRequest.Known::digest).toList());
        request.identifiers().forEach(it -> doorList.keepOut(request.tenant(), it.digest()));
        return StageAnswer.of(request.identifiers().size(), "identifiers are kept out");
    }

    private StageAnswer lift(PersonRequest request) {
        var lifted = request.lifted();
        return lifted == null
                ? StageAnswer.NOTHING
                : switch (lifted) {
                    case SUPPRESS -> letIn(request);
                    case ERASE -> freed(request);
                    case RESTRICT, ACCESS, LIFT -> StageAnswer.NOTHING;
                };
    }

    private StageAnswer letIn(PersonRequest request) {
        keptOut.remove(
                request.tenant(),
                request.identifiers().stream().map(PersonRequest.Known::digest).toList());
        request.identifiers().forEach(it -> doorList.letIn(request.tenant(), it.digest()));
        return StageAnswer.of(request.identifiers().size(), "identifiers are let in");
    }

    private StageAnswer freed(PersonRequest request) {
        long closed = request.identifiers().stream()
                .filter(it -> standing(request, it) instanceof Standing.Erased)
                .count();
        if (closed > 0) {
            throw new NotYet("the door still keeps " + closed + " identifiers out");
        }
        return StageAnswer.of(request.identifiers().size(), "identifiers are let in");
    }

    private Standing standing(PersonRequest request, PersonRequest.Known known) {
        return doorList.standing(request.tenant(), known.digest(), suiteClock.instant());
    }
}
