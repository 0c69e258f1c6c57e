package io.tributary.ingestion.intake;

import io.tributary.ingestion.plan.PlanFault;
import io.tributary.ingestion.plan.PlanVerdict.Findings;

/**
 * Why a call is not taken in. Each kind says which step makes it and how to repair it. {@link #failure} holds no personal
 * data: it names fields and limits, never values.
 */
public sealed interface Refusal {

    /** The kind in kebab-case, as bad rows and replies name it. */
    String kind();

    /** JSON pointer to the field to repair; empty for the call itself. */
    String pointer();

    /** What to change, in words. */
    String failure();

    /** Made while reading: an item of the batch is no JSON object. Repair: none, the client must be changed. */
    record NotAnObject() implements Refusal {
        @Override
        public String kind() {
            return "not-an-object";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The call is not a JSON object.";
        }
    }

    /** Made first of all: the call with its share of the envelope is over the tenant's limit. Repair: send less. */
    record TooLarge(int sizeInBytes, int limitInBytes) implements Refusal {
        @Override
        public String kind() {
            return "too-large";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The call has " + sizeInBytes + " bytes, at most " + limitInBytes + " are taken.";
        }
    }

    /**
     * Made by imports: a line is so long that its end was not read. Repair: none, shorten the line and import the file again.
     *
     * @param readBytes how much of it was read
     */
    record TooLongRow(int readBytes, int limitInBytes) implements Refusal {
        @Override
        public String kind() {
            return "too-large";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The row has more than " + readBytes + " bytes, at most " + limitInBytes + " are taken.";
        }
    }

    /** Made after reading: objects and arrays are nested too deeply. Repair: drop the deep member. */
    record TooDeep(int depth, int limit) implements Refusal {
        @Override
        public String kind() {
            return "too-deep";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The call is nested " + depth + " levels deep, at most " + limit + " are taken.";
        }
    }

    /** Made when the call is routed: neither route nor {@code type} names a call that is known. Repair: set /type. */
    record UnknownType() implements Refusal {
        @Override
        public String kind() {
            return "unknown-type";
        }

        @Override
        public String pointer() {
            return "/type";
        }

        @Override
        public String failure() {
            return "The type is none of identify, track, page, screen, group, alias, merge.";
        }
    }

    /** Made by validation: nobody is named. Repair: rename a misspelled identifier, or set /userId or /anonymousId. */
    record NoIdentifier(String pointer, String hint) implements Refusal {
        @Override
        public String kind() {
            return "no-identifier";
        }

        @Override
        public String failure() {
            return "Neither userId nor anonymousId is there." + hint;
        }
    }

    /** Made by validation: a field that this type of call needs is absent or empty. Repair: set or rename it. */
    record MissingField(String pointer) implements Refusal {
        @Override
        public String kind() {
            return "missing-field";
        }

        @Override
        public String failure() {
            return "The field " + pointer + " is needed and is absent or empty.";
        }
    }

    /** Made by validation: a field has the wrong type, is too long or cannot be stored. Repair: cast, set or drop it. */
    record InvalidField(String pointer, String rule) implements Refusal {
        @Override
        public String kind() {
            return "invalid-field";
        }

        @Override
        public String failure() {
            return "The field " + pointer + " " + rule + ".";
        }
    }

    /** Made when times are resolved: a time is not ISO 8601. Repair: cast it to a time, set or drop it. */
    record InvalidTime(String pointer) implements Refusal {
        @Override
        public String kind() {
            return "invalid-time";
        }

        @Override
        public String failure() {
            return "The field " + pointer + " is not a time in ISO 8601.";
        }
    }

    /** Made by validation: more members than a profile or a query should carry. Repair: drop some. */
    record TooManyMembers(String pointer, int limit) implements Refusal {
        @Override
        public String kind() {
            return "too-many-members";
        }

        @Override
        public String failure() {
            return (pointer.isEmpty() ? "The call" : "The object " + pointer) + " has more than " + limit + " members.";
        }
    }

    /**
     * Made by the tracking plan of the source, after everything else: the event breaks a rule that blocks. Repair: set, cast
     * or drop the property, or change the plan; then replay.
     *
     * @param findings everything that the event did against the plan
     */
    record PlanViolation(String pointer, String rule, Findings findings) implements Refusal {
        @Override
        public String kind() {
            return "plan-violation";
        }

        @Override
        public String failure() {
            return rule.equals(PlanFault.UNPLANNED_EVENT)
                    ? "The tracking plan does not name this event."
                    : "The tracking plan does not allow this at " + pointer + " (" + rule + ").";
        }
    }

    /**
     * Made by imports: a row's quoting is broken, or its bytes are not in the file's encoding. Repair: none, correct the
     * file or say its encoding, and import it again.
     *
     * @param what is wrong, as a clause
     */
    record UnreadableRow(String what) implements Refusal {
        @Override
        public String kind() {
            return "unreadable-row";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The row cannot be read: " + what + ".";
        }
    }

    /**
     * Made by imports: a row has more or fewer cells than the header, so nobody knows what its cells mean. Repair: none,
     * correct the file and import it again.
     */
    record RaggedRow(int expected, int found) implements Refusal {
        @Override
        public String kind() {
            return "ragged-row";
        }

        @Override
        public String pointer() {
            return "";
        }

        @Override
        public String failure() {
            return "The row has " + found + " cells where the header has " + expected + ".";
        }
    }

    /**
     * Made by imports: a cell cannot be cast as the mapping says. The kept call has it as text. Repair: cast, set or drop
     * the member; without that a replay refuses the call again.
     */
    record InvalidCell(String pointer, String wanted) implements Refusal {
        @Override
        public String kind() {
            return "invalid-cell";
        }

        @Override
        public String failure() {
            return "The cell for " + pointer + " is not " + wanted + ".";
        }
    }
}
