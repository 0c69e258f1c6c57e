package io.tributary.identity.privacy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What this service does itself in each stage, like any other system. */
public final class OwnPart {

    /** More than this of one system is not sent back. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    /** Of a piece before it is sealed. */
    static final int PIECE_BYTES = 256 * 1024;

    private static final String NOBODY = "There is no such profile any more.";
    private static final String TOO_MUCH =
            "Rows were left out: at most 64 MiB are sent, and no row of more than 256 KiB.";

    private final PrivatePeople people;
    private final Requests requests;
    private final Sealing sealing;

    /** Closes content for one request. */
    @FunctionalInterface
    public interface Sealing {
        byte[] seal(String tenant, String requestId, byte[] content);
    }

    public OwnPart(PrivatePeople people, Requests requests, Sealing sealing) {
        this.people = people;
        this.requests = requests;
        this.sealing = sealing;
    }

    /**
     * What was done.
     *
     * @param person as they are known from then on
     * @param capped whether more was there than is sent back
     * @param unjudged records that were not looked into
     */
    record Done(Person person, long count, int pieces, boolean capped, long unjudged, String detail) {

        static Done nothing(Person person) {
            return counted(person, 0);
        }

        static Done counted(Person person, long count) {
            return new Done(person, count, 0, false, 0, "");
        }

        static Done looked(Person person, PrivatePeople.Looked looked) {
            return new Done(person, looked.count(), 0, false, looked.unjudged(), looked.detail());
        }
    }

    Done in(Stage stage, PrivacyRequest request, Person person) {
        return switch (stage) {
            case GATE -> gate(request, person);
            case WITHDRAW -> Done.nothing(person);
            case DELETE -> Done.looked(person, people.delete(request, person));
            case PROVE -> Done.looked(person, people.search(request, person));
            case COLLECT -> collect(request, person);
        };
    }

    private Done gate(PrivacyRequest request, Person person) {
        return switch (request.kind()) {
            case ERASE -> {
                var erased = people.erase(request, person);
                yield Done.counted(person.asOf(erased.number(), erased.at()), erased.count());
            }
            case RESTRICT -> restricted(request, person, true);
            case LIFT -> lift(request, person);
            case SUPPRESS, ACCESS -> Done.nothing(person);
        };
    }

    private Done lift(PrivacyRequest request, Person person) {
        return switch (request.lifted()) {
            case ERASE -> Done.counted(person, people.free(request, person));
            case RESTRICT -> restricted(request, person, false);
            case SUPPRESS, ACCESS, LIFT -> Done.nothing(person);
            case null -> Done.nothing(person);
        };
    }

    private Done restricted(PrivacyRequest request, Person person, boolean now) {
        UUID profile = person.profile();
        boolean changed = profile != null && people.restrict(request.tenant(), profile, now);
        return changed ? Done.counted(person, 1) : new Done(person, 0, 0, false, 0, NOBODY);
    }

    private Done collect(PrivacyRequest request, Person person) {
        var pieces = new Pieces(request);
        var looked = people.collect(request, person, pieces);
        pieces.close();
        var detail = pieces.capped ? TOO_MUCH + ' ' + looked.detail() : looked.detail();
        return new Done(person, pieces.records, pieces.number, pieces.capped, looked.unjudged(), detail.strip());
    }

    /** Cuts rows into pieces and keeps each as it is full. */
    private final class Pieces implements PrivatePeople.Sink {

        private final PrivacyRequest request;
        private final StringBuilder piece = new StringBuilder();
        private int pieceBytes;
        private long bytes;
        private long records;
        private int number;
        private boolean capped;

        private Pieces(PrivacyRequest request) {
            this.request = request;
        }

        @Override
        public void take(String store, String record) {
            var line =
                    "{\"system\":\"" + Systems.IDENTITY + "\",\"store\":\"" + store + "\",\"record\":" + record + "}\n";
            int size = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > MOST_BYTES || size > PIECE_BYTES) {
                capped = true;
                return;
            }
            if (pieceBytes + size > PIECE_BYTES) {
                close();
            }
            piece.append(line);
            pieceBytes += size;
            bytes += size;
            records++;
        }

        private void close() {
            if (pieceBytes > 0) {
                number++;
                var content = piece.toString().getBytes(StandardCharsets.UTF_8);
                var sealed = sealing.seal(request.tenant(), request.id().toString(), content);
                requests.keepPiece(
                        request.tenant(),
                        request.id(),
                        new Piece(Systems.IDENTITY, request.saga().attempt(), number, sealed));
                piece.setLength(0);
                pieceBytes = 0;
            }
        }
    }
}
