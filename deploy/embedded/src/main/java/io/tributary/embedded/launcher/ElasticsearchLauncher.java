package io.tributary.embedded.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Runs one Elasticsearch node inside a child JVM, as root too, until SIGTERM; hides which steps of the product's own
 * main class are left out (the entitlement sandbox and the root check).
 *
 * <p>Everything is reached by reflection, so that this module compiles without the server's jars. This class is copied
 * alone into the child's class path: it may use nothing but the JDK and must stay a single class file.
 */
public final class ElasticsearchLauncher {

    private ElasticsearchLauncher() {}

    /** Starts the node that {@code es.path.home} and {@code es.path.conf} describe and keeps the JVM alive. */
    @SuppressWarnings("CatchAndPrintStackTrace") // This program's standard error is the server's log file.
    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        try {
            run();
        } catch (InvocationTargetException failure) {
            failure.printStackTrace();
            // The node leaves non-daemon threads behind: without an exit the failed process would linger.
            System.exit(1);
        }
    }

    private static void run() throws ReflectiveOperationException, InterruptedException {
        Object environment = environment();
        call("org.elasticsearch.common.logging.LogConfigurator", "configure", environment, true);
        Class<?> nodeType = Class.forName("org.elasticsearch.node.Node");
        Object node = nodeType.getConstructors()[0].newInstance(environment, plugins(environment));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close((Closeable) node, stopped), "node-close"));
        nodeType.getMethod("start").invoke(node);
        stopped.await();
    }

    /** Logging must be configured before any setting is read, else the settings classes log into the void and fail. */
    private static Object environment() throws ReflectiveOperationException {
        call("org.elasticsearch.common.logging.LogConfigurator", "registerErrorListener");
        call("org.elasticsearch.common.logging.LogConfigurator", "configureESLogging");
        call("org.elasticsearch.bootstrap.BootstrapInfo", "init");
        Object noSettings = Class.forName("org.elasticsearch.common.settings.Settings")
                .getField("EMPTY")
                .get(null);
        Supplier<String> nodeName = () -> "node-1";
        return call(
                "org.elasticsearch.node.InternalSettingsPreparer",
                "prepareEnvironment",
                noSettings,
                Map.of("path.home", System.getProperty("es.path.home")),
                Path.of(System.getProperty("es.path.conf")),
                nodeName);
    }

    private static Object plugins(Object environment) throws ReflectiveOperationException {
        String loader = "org.elasticsearch.plugins.PluginsLoader";
        Object modules = call(loader, "loadModulesBundles", directory(environment, "modulesDir"), false);
        Object plugins = call(loader, "loadPluginsBundles", directory(environment, "pluginsDir"), false);
        return call(loader, "createPluginsLoader", modules, plugins, Map.<String, Set<String>>of());
    }

    private static Object directory(Object environment, String name) throws ReflectiveOperationException {
        return environment.getClass().getMethod(name).invoke(environment);
    }

    private static void close(Closeable node, CountDownLatch stopped) {
        try {
            node.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            stopped.countDown();
        }
    }

    private static Object call(String type, String method, Object... arguments) throws ReflectiveOperationException {
        for (Method candidate : Class.forName(type).getMethods()) {
            if (candidate.getName().equals(method) && candidate.getParameterCount() == arguments.length) {
                return candidate.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException(type + "." + method);
    }
}
