package io.tributary.embedded.server;

import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.LogFile;
import io.tributary.embedded.process.StaleProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One server from its launch to its end: starts it, waits until it is ready, stops, kills and starts it again. */
public final class RunningServer {

    private static final Duration TURN = Duration.ofMillis(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int TOLD_LINES = 40;

    private final Recipe recipe;
    private final ChildProcesses children;
    private final StaleProcess pidFile;
    private volatile @Nullable ChildProcess child;
    private volatile @Nullable Launch launched;

    /** A server that does not run yet; its data folder's {@code run} folder gets the pid file. */
    public RunningServer(Recipe recipe, ChildProcesses children, Path dataFolder) {
        this.recipe = recipe;
        this.children = children;
        this.pidFile = pidFile(dataFolder, recipe.name());
    }

    /** Every command line of ours names the data folder, which tells our process from a stranger's. */
    public static StaleProcess pidFile(Path dataFolder, String name) {
        return new StaleProcess(dataFolder.resolve("run").resolve(name + ".pid"), dataFolder.toString());
    }

    /** Launches it and does not wait. */
    public void launch() throws IOException {
        Launch launch = recipe.launch();
        new LogFile(launch.log()).rotate();
        ChildProcess started = children.start(launch);
        launched = launch;
        child = started;
        pidFile.record(started.pid());
    }

    /** Waits until it is ready; a server that ends first, or is not ready in time, is an error with its log's tail. */
    public void awaitReady(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!recipe.isReady()) {
            ChildProcess running =
                    running().orElseThrow(() -> new IOException(recipe.name() + " was stopped while it was starting"));
            if (running.endsWithin(TURN)) {
                launchAgainOrFail(running);
            }
            if (System.nanoTime() > end) {
                throw didNotStart("was not ready within " + limit.toSeconds() + " s");
            }
        }
    }

    private void launchAgainOrFail(ChildProcess dead) throws IOException {
        if (children.isClosed()) {
            throw new IOException(recipe.name() + " was stopped while it was starting");
        }
        Launch launch = launched;
        if (launch == null || !recipe.mayWorkLater(new LogFile(launch.log()).tail(TOLD_LINES))) {
            throw didNotStart("ended with exit code " + dead.exitCode() + " while starting");
        }
        ended(dead);
        LockSupport.parkNanos(TURN.toNanos());
        launch();
    }

    private ServerDidNotStart didNotStart(String what) throws IOException {
        Launch launch = launched;
        String tail = launch == null ? "" : new LogFile(launch.log()).tail(TOLD_LINES);
        String where = launch == null ? "" : " The end of " + launch.log() + ":\n";
        return new ServerDidNotStart(recipe.name() + " " + what + "." + where + tail);
    }

    /** Stops it cleanly; one that does not run is fine. */
    public void stop() throws IOException {
        stop(STOP_LIMIT);
    }

    /** Stops it cleanly and kills it after the limit. */
    public void stop(Duration limit) throws IOException {
        ChildProcess running = child;
        if (running != null) {
            running.stop(limit);
            ended(running);
        }
    }

    /** Ends it with SIGKILL. */
    public void kill() throws IOException {
        ChildProcess running = child;
        if (running != null) {
            running.kill();
            ended(running);
        }
    }

    private void ended(ChildProcess ended) throws IOException {
        children.forget(ended);
        pidFile.forget();
        child = null;
    }

    private Optional<ChildProcess> running() {
        return Optional.ofNullable(child);
    }

    /** The pid of the server itself while it lives. */
    public Optional<Long> pid() {
        return running().filter(ChildProcess::isAlive).map(ChildProcess::pid);
    }

    /** How it is run. */
    public Recipe recipe() {
        return recipe;
    }
}
