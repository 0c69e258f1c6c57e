package io.tributary.ingestion.infer;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What objects of one place had in common: how many there were, and how often each member was there. */
final class ObjectShape {

    /** How many different members are told apart in all objects of one event together. */
    static final int MAX_MEMBERS = 300;

    private static final int MAX_DEPTH = 4;
    private static final int MAX_NAME = 200;

    /** What is shared by all places of one event: how many members it may still tell apart, and what it left out. */
    static final class Budget {
        private int members = MAX_MEMBERS;
        private long leftOut;

        private boolean take() {
            if (members == 0) {
                leftOut++;
                return false;
            }
            members--;
            return true;
        }

        /** How often a member was seen that nobody told apart. */
        long leftOut() {
            return leftOut;
        }
    }

    private final Budget budget;
    private final int depth;
    private final Map<String, ValueShape> members = new LinkedHashMap<>();
    private long seen;

    ObjectShape(Budget budget, int depth) {
        this.budget = budget;
        this.depth = depth;
    }

    void see(JsonNode object) {
        seen++;
        for (var member : object.properties()) {
            var shape = members.get(member.getKey());
            if (shape == null && member.getKey().length() <= MAX_NAME && budget.take()) {
                shape = new ValueShape(budget, depth + 1);
                members.put(member.getKey(), shape);
            }
            if (shape != null) {
                shape.see(member.getValue());
            }
        }
    }

    static boolean isTooDeep(int depth) {
        return depth > MAX_DEPTH;
    }

    long seen() {
        return seen;
    }

    Map<String, ValueShape> members() {
        return members;
    }

    Budget budget() {
        return budget;
    }
}
