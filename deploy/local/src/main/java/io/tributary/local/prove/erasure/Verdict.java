package io.tributary.local.prove.erasure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the proof says, question by question; a question without a complaint is answered well. */
public final class Verdict {

    /** What is asked. */
    public enum Question {
        /** Every planted copy, and the person's data in every store, is found before. */
        SEARCH_FINDS_WHAT_IS_THERE,
        /** An access request gives all values and lines of all systems, and its file shows nothing of others. */
        ACCESS_IS_COMPLETE,
        /** Not processed while restricted, and again afterwards. */
        RESTRICTION_HOLDS,
        /** Let in no more while suppressed, and again afterwards. */
        SUPPRESSION_HOLDS,
        /** The request ends, every system has answered every stage, and no answer or log holds a value. */
        ERASURE_ENDS,
        /** No store holds a value when what is in transit has expired. */
        NOTHING_IS_LEFT,
        /** Repetitions and calls without permission bring nobody back. */
        STAYS_ERASED,
        /** Everybody else is as before. */
        OTHERS_ARE_UNTOUCHED,
        /** The person comes back with a permission, as somebody new. */
        CAN_COME_BACK
    }

    private final Map<Question, List<String>> complaints = new EnumMap<>(Question.class);

    void require(Question question, boolean holds, String otherwise) {
        if (!holds) {
            complain(question, List.of(otherwise));
        }
    }

    void complain(Question question, List<String> words) {
        if (!words.isEmpty()) {
            complaints.computeIfAbsent(question, _ -> new ArrayList<>()).addAll(words);
        }
    }

    public List<String> complaints(Question question) {
        return List.copyOf(complaints.getOrDefault(question, List.of()));
    }

    public boolean holds() {
        return complaints.isEmpty();
    }
}
