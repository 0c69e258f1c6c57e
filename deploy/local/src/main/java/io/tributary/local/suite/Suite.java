package io.tributary.local.suite;

import io.tributary.contracts.clock.ClockFile;
import io.tributary.embedded.Backends;
import io.tributary.embedded.BackendsSpec;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nine processes and the doubles of one run. {@link #start} returns when each of them is ready; closing stops
 * services first, then the doubles, then the servers.
 */
public final class Suite implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final int LOCAL_KAFKA_HEAP = 384;
    private static final int MEASURED_KAFKA_HEAP = 768;
    private static final int MEASURED_ELASTICSEARCH_HEAP = 1_024;

    private final SuiteSpec spec;
    private final Clock real;
    private final Progress progress;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Set<ServerKind> own = EnumSet.noneOf(ServerKind.class);
    private @Nullable Backends servers;
    private final Map<Service, ServiceProcess> seconds = new EnumMap<>(Service.class);
    private ServiceCommands commands = new ServiceCommands(Map.of());
    private @Nullable ServiceProcess doubles;
    private @Nullable ChildProcesses children;

    public Suite(SuiteSpec spec, Clock real, Progress progress) {
        this.spec = spec;
        this.real = real;
        this.progress = progress;
    }

    /** Starts what is not running; the timings are seconds until ready, by stage. */
    public Map<String, Double> start() {
        var timings = new LinkedHashMap<String, Double>();
        long begin = System.nanoTime();
        writeClock();
        commands = ServiceCommands.of(spec, progress);
        Backends.prepare(serverSpec());
        timings.put("prepared", secondsSince(begin));
        begin = System.nanoTime();
        servers = Backends.start(serverSpec());
        own.addAll(servers.pids().keySet());
        timings.put("serversReady", secondsSince(begin));
        new Database(servers).prepare();
        if (spec.shape().has(Service.ACTIVATION)) {
            startDoubles();
        }
        for (var service : startOrder()) {
            var process = new ServiceProcess(
                    service.module(),
                    children(),
                    commands.of(service),
                    new ServiceEnvironment(spec, running()).of(service),
                    spec.data().log(service.module()));
            services.put(service, process);
            process.start();
        }
        awaitReady();
        timings.put("allReady", secondsSince(begin));
        return timings;
    }

    private List<Service> startOrder() {
        return Stream.of(Service.values()).filter(spec.shape()::has).toList();
    }

    private BackendsSpec serverSpec() {
        var servers = BackendsSpec.of(serverKinds())
                .dataDir(spec.data().servers())
                .portsFrom(spec.ports().servers())
                .keycloakRealm(spec.project().resolve("deploy/keycloak/cdp-realm.json"))
                .progress(progress::say);
        return spec.shape().measured()
                ? servers.training(false)
                        .firstTierOnly(ServerKind.KEYCLOAK)
                        .heap(ServerKind.KAFKA, MEASURED_KAFKA_HEAP)
                        .heap(ServerKind.ELASTICSEARCH, MEASURED_ELASTICSEARCH_HEAP)
                : servers.heap(ServerKind.KAFKA, LOCAL_KAFKA_HEAP);
    }

    /** Only the segment service asks Elasticsearch anything. */
    private ServerKind[] serverKinds() {
        return Stream.of(ServerKind.values())
                .filter(it -> it != ServerKind.ELASTICSEARCH || spec.shape().has(Service.SEGMENT))
                .toArray(ServerKind[]::new);
    }

    /** The file stays over restarts, so that suite time runs on. */
    private void writeClock() {
        var file = spec.data().clockFile();
        if (spec.clock() != null && !Files.exists(file)) {
            ClockFile.startingAt(spec.clock(), real.instant()).write(file);
        }
    }

    /** Suite time now. */
    public Instant now() {
        var file = spec.data().clockFile();
        return Files.exists(file) ? real.instant().plus(ClockFile.read(file).offset()) : real.instant();
    }

    private void startDoubles() {
        var credentials = credentials();
        doubles = new ServiceProcess(
                "doubles",
                children(),
                List.of(
                        ServiceCommands.java().toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        spec.project()
                                .resolve("deploy/doubles/target/doubles.jar")
                                .toString(),
                        "--port",
                        Integer.toString(spec.ports().doubles()),
                        "--data-dir",
                        spec.data().doubles().toString(),
                        "--sendgrid-key",
                        credentials.sendgridKey(),
                        "--meta-token",
                        credentials.metaToken()),
                Map.of(),
                spec.data().log("doubles"));
        doubles.start();
    }

    private void awaitReady() {
        var readiness = new Readiness(READY_WITHIN);
        services.forEach((service, process) -> {
            readiness.await(process, management(service).resolve("/actuator/health/readiness"));
            progress.say("start", service.module() + " is ready");
        });
        if (doubles != null) {
            readiness.await(doubles, doubles());
        }
    }

    /** What the doubles accept; the webhook secret is in the form of Standard Webhooks. */
    public Credentials credentials() {
        var data = spec.data();
        return new Credentials(
                "SG." + data.secret("sendgrid").replaceAll("[^A-Za-z0-9]", ""),
                data.secret("meta").replaceAll("[^A-Za-z0-9]", ""),
                "whsec_" + data.secret("webhook"));
    }

    public URI gateway() {
        return loopback(spec.ports().of(Service.GATEWAY));
    }

    /** A service's own address, past the gateway. */
    public URI service(Service service) {
        return loopback(spec.ports().of(service));
    }

    public URI doubles() {
        return loopback(spec.ports().doubles());
    }

    public URI management(Service service) {
        return loopback(spec.ports().managementOf(service));
    }

    public URI tokenUrl() {
        return running().keycloakUrl().resolve("/realms/cdp/protocol/openid-connect/token");
    }

    public String kafkaBootstrap() {
        return running().kafkaBootstrap();
    }

    /** A connection to the database of the services, as who installs it; the caller closes it. */
    public Connection database() throws SQLException {
        return new Database(running()).connect();
    }

    /** The JDBC address of the services' database with the login of who installs it. */
    public String databaseUrl() {
        return running().postgresJdbcUrl(Database.NAME) + "?user=" + running().postgresUser() + "&password="
                + running().postgresPassword();
    }

    public URI elasticsearch() {
        return running().elasticsearchUrl();
    }

    /** Ends a process with SIGKILL: a service by its module name, a server by its kind's name. */
    public void kill(String name) {
        service(name).ifPresentOrElse(ServiceProcess::kill, () -> running().kill(server(name)));
    }

    /** Asks a service or the doubles to end, and returns when they have. */
    public void stop(String name) {
        service(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not a service of this run"))
                .stop();
    }

    /** Starts them again, in this order, and waits until everything is ready. */
    public void restart(String... names) {
        startAgain(names);
        awaitReady();
    }

    /** Starts them again, in this order. A server then answers, a service is on its way. */
    public void startAgain(String... names) {
        for (var name : names) {
            service(name).ifPresentOrElse(ServiceProcess::start, () -> running().restart(server(name)));
        }
    }

    /**
     * Starts a second process of a service beside the first, with ports and files of its own, and waits until it is ready. It
     * is killed, stopped and started again by the name that this returns; the gateway does not know it.
     */
    public String startSecond(Service service) {
        var second = new ServiceProcess(
                service.module() + "-2",
                children(),
                commands.of(service),
                new ServiceEnvironment(spec, running()).ofSecond(service),
                spec.data().log(service.module() + "-2"));
        seconds.put(service, second);
        second.start();
        var management = loopback(spec.ports().managementOfSecond(service));
        new Readiness(READY_WITHIN).await(second, management.resolve("/actuator/health/readiness"));
        return second.name();
    }

    /** Whether that service's process is there, ready or not. */
    public boolean isAlive(Service service) {
        var process = services.get(service);
        return process != null && process.alive();
    }

    /** The processes of this run that are not there any more, by name; servers of somebody else are not among them. */
    public List<String> ended() {
        var alive = running().pids().keySet();
        return Stream.concat(
                        own.stream().filter(it -> !alive.contains(it)).map(Suite::name),
                        processes().filter(it -> !it.alive()).map(ServiceProcess::name))
                .toList();
    }

    /** Where that process writes: a file, or for a server the folder that its file is in. */
    public Path log(String name) {
        return service(name).isPresent() ? spec.data().log(name) : spec.data().servers();
    }

    /** Stops a process with SIGSTOP: it keeps its connections and answers nothing until {@link #thaw}. */
    public void freeze(String name) {
        PauseSignal.STOP.send(pid(name));
    }

    /** Lets a frozen process go on. */
    public void thaw(String name) {
        PauseSignal.CONT.send(pid(name));
    }

    private long pid(String name) {
        var pid = pids().get(name);
        if (pid == null) {
            throw new IllegalStateException(name + " is not a process of this run");
        }
        return pid;
    }

    private Optional<ServiceProcess> service(String name) {
        return processes().filter(it -> it.name().equals(name)).findFirst();
    }

    /** What is not a server: services and doubles. */
    private Stream<ServiceProcess> processes() {
        return Stream.of(services.values().stream(), seconds.values().stream(), Stream.ofNullable(doubles))
                .flatMap(it -> it);
    }

    private static String name(ServerKind server) {
        return server.name().toLowerCase(Locale.ROOT);
    }

    private static ServerKind server(String name) {
        return ServerKind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Pids by name: services, doubles, servers. */
    public Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        running().pids().forEach((kind, pid) -> pids.put(name(kind), pid));
        processes().forEach(it -> pids.put(it.name(), it.pid()));
        return pids;
    }

    private synchronized ChildProcesses children() {
        try {
            if (children == null) {
                children = ChildProcesses.open();
            }
            return children;
        } catch (IOException e) {
            throw new UncheckedIOException("the guard of the services cannot be started", e);
        }
    }

    private Backends running() {
        if (servers == null) {
            throw new IllegalStateException("the servers are not started");
        }
        return servers;
    }

    @Override
    public void close() {
        var running = Stream.concat(services.values().stream(), seconds.values().stream())
                .toList();
        running.forEach(ServiceProcess::askToStop);
        running.forEach(ServiceProcess::stop);
        if (doubles != null) {
            doubles.stop();
        }
        if (servers != null) {
            servers.close();
        }
        try {
            if (children != null) {
                children.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the services could not be stopped", e);
        }
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static double secondsSince(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    /** The checkout that a command runs in. */
    public static Path project() {
        return Path.of(System.getProperty("tributary.project", ""))
                .toAbsolutePath()
                .normalize();
    }
}
