package io.tributary.embedded;

import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.ProcessTable;
import io.tributary.embedded.process.ShutdownHooks;
import io.tributary.embedded.server.DataFolder;
import io.tributary.embedded.server.Recipe;
import io.tributary.embedded.server.RunningServer;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The servers as child processes of this JVM, on loopback, with their data in one folder. */
final class EmbeddedBackends implements Backends {

    private final BackendsSpec spec;
    private final ChildProcesses children;
    private final DataFolder data;
    private final Map<ServerKind, RunningServer> servers = new EnumMap<>(ServerKind.class);
    private final BackendAddresses addresses;
    private final ReentrantLock closing = new ReentrantLock();
    private final Thread hook = new Thread(this::close, "tributary-backends-stop");
    private boolean closed;

    private EmbeddedBackends(BackendsSpec spec, ChildProcesses children, DataFolder data) throws IOException {
        this.spec = spec;
        this.children = children;
        this.data = data;
        ServerPlan plan = new ServerPlan(spec, Preparation.with(spec, children), data);
        plan.requirePorts();
        Map<ServerKind, Recipe> recipes = plan.recipes();
        recipes.forEach((kind, recipe) -> servers.put(kind, new RunningServer(recipe, children, data.path())));
        this.addresses = plan.addresses(recipes);
    }

    static Backends start(BackendsSpec asked) {
        BackendsSpec spec = ServerPlan.withNeeded(asked);
        try {
            return started(spec);
        } catch (IOException failure) {
            throw new BackendsFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static Backends started(BackendsSpec spec) throws IOException {
        ChildProcesses children = ChildProcesses.open();
        try {
            DataFolder data = DataFolder.open(spec.dataDir());
            try {
                return startedIn(data, spec, children);
            } catch (IOException failure) {
                children.close();
                data.close();
                throw failure;
            }
        } catch (IOException failure) {
            children.close();
            throw failure;
        }
    }

    private static Backends startedIn(DataFolder data, BackendsSpec spec, ChildProcesses children) throws IOException {
        if (data.isThrowAway()) {
            children.deleteWhenOrphaned(data.path());
        }
        stopSurvivors(data, spec.progress());
        EmbeddedBackends backends = new EmbeddedBackends(spec, children, data);
        backends.launch();
        return backends;
    }

    /** Servers of an earlier run on the same folder whose JVM and guard both died. */
    private static void stopSurvivors(DataFolder data, Progress progress) throws IOException {
        for (ServerKind kind : ServerKind.values()) {
            if (RunningServer.pidFile(data.path(), kind.label()).stop(ServerPlan.stopSignal(kind))) {
                progress.say(kind.label(), "stopped a server that an earlier run had left behind");
            }
        }
    }

    static void prepare(BackendsSpec asked) {
        BackendsSpec spec = ServerPlan.withNeeded(asked);
        try (ChildProcesses children = ChildProcesses.open()) {
            Preparation.with(spec, children).all();
        } catch (IOException failure) {
            throw new BackendsFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private void launch() throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new StartOrder(servers, spec).run();
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public BackendAddresses addresses() {
        return addresses;
    }

    @Override
    public Map<ServerKind, Long> pids() {
        Map<ServerKind, Long> pids = new EnumMap<>(ServerKind.class);
        servers.forEach((kind, server) -> server.pid().ifPresent(pid -> pids.put(kind, pid)));
        return pids;
    }

    @Override
    public Map<ServerKind, ServerUsage> usage() {
        Map<ServerKind, ServerUsage> usage = new EnumMap<>(ServerKind.class);
        pids().forEach((kind, pid) -> usageOf(pid).ifPresent(used -> usage.put(kind, used)));
        return usage;
    }

    private static Optional<ServerUsage> usageOf(long pid) {
        return ProcessTable.residentMiB(pid)
                .flatMap(memory -> ProcessTable.cpuSeconds(pid).map(cpu -> new ServerUsage(memory, cpu)));
    }

    @Override
    public void kill(ServerKind kind) {
        try {
            server(kind).kill();
        } catch (IOException failure) {
            throw new BackendsFailure(kind + " could not be killed", failure);
        }
    }

    @Override
    public void restart(ServerKind kind) {
        RunningServer server = server(kind);
        try {
            server.stop();
            server.launch();
            server.awaitReady(spec.tuning().startLimit());
        } catch (IOException failure) {
            throw new BackendsFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private RunningServer server(ServerKind kind) {
        RunningServer server = servers.get(kind);
        if (server == null) {
            throw new IllegalStateException(kind + " was not asked for: add it to BackendsSpec.of(...)");
        }
        return server;
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                closeOnce();
            }
        } catch (IOException failure) {
            throw new BackendsFailure("the servers could not be stopped in order", failure);
        } finally {
            closing.unlock();
        }
        ShutdownHooks.remove(hook);
    }

    private void closeOnce() throws IOException {
        children.close();
        for (RunningServer server : servers.values()) {
            server.stop();
        }
        data.close();
    }
}
