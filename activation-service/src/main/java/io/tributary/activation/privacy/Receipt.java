package io.tributary.activation.privacy;

/**
 * What one system did about one stage.
 *
 * @param detail for people, without anything personal
 * @param count deleted, found or collected
 * @param piece the number of a piece, from 1; 0 for a receipt that is none
 * @param pieces how many pieces were sent before this receipt
 * @param lines the content of a piece, not sealed yet
 */
public record Receipt(
        String tenant,
        String requestId,
        String system,
        String stage,
        int attempt,
        String state,
        String detail,
        long count,
        int piece,
        int pieces,
        String lines) {

    public static final String OWN_SYSTEM = "activation";
    public static final String DONE = "done";
    public static final String PENDING = "pending";
    public static final String FAILED = "failed";

    static Receipt of(PersonRequest request, String system, String state, String detail, long count) {
        return new Receipt(
                request.tenant(),
                request.id(),
                system,
                request.stageName(),
                request.attempt(),
                state,
                detail,
                count,
                0,
                0,
                "");
    }

    static Receipt refusal(String tenant, String requestId, String stage, int attempt, String reason) {
        return new Receipt(tenant, requestId, OWN_SYSTEM, stage, attempt, FAILED, reason, 0, 0, 0, "");
    }

    /** About the withdrawal from a destination, which this service answers for. */
    public static Receipt ofWithdrawal(
            String tenant, String requestId, int attempt, String system, String state, String detail, long count) {
        return new Receipt(tenant, requestId, system, "withdraw", attempt, state, detail, count, 0, 0, "");
    }

    public static String systemOf(String destinationId) {
        return "destination:" + destinationId;
    }

    Receipt asPiece(int number, String content) {
        return new Receipt(tenant, requestId, system, stage, attempt, PENDING, "", 0, number, 0, content);
    }

    @Override
    public String toString() {
        return "Receipt[" + requestId + " " + system + " " + stage + " " + state + "]";
    }
}
