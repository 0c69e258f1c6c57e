package io.tributary.ingestion.fault;

/** What may be logged of a fault: messages of libraries can quote what was sent, names of classes cannot. */
public final class FaultName {

    private static final int MOST = 5;

    private FaultName() {}

    /** The simple names of the fault's class and of its causes' classes, from the outside in. */
    public static String of(Throwable fault) {
        var names = new StringBuilder(fault.getClass().getSimpleName());
        var cause = fault.getCause();
        for (int depth = 1; cause != null && depth < MOST; depth++) {
            names.append(" < ").append(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return names.toString();
    }
}
