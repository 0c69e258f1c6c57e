package io.tributary.ingestion.plan.schema;

/** One broken rule of a plan: a JSON pointer into it, the rule's name, and what to change. */
public record PlanProblem(String pointer, String rule, String message) {

    /** The same problem seen from further out. */
    public PlanProblem under(String parent) {
        return new PlanProblem(parent + pointer, rule, message);
    }

    /** A member's name as a token of a JSON pointer. */
    public static String token(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
