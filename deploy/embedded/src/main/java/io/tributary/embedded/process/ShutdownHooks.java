package io.tributary.embedded.process;

/** Takes a shutdown hook back, also when the JVM is already ending and the hook runs. */
public final class ShutdownHooks {

    private ShutdownHooks() {}

    /** Does nothing during shutdown. */
    public static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is what called us, or runs beside us: it stays until the JVM is gone.
            return;
        }
    }
}
