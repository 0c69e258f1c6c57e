package io.tributary.local.suite;

import io.tributary.local.watch.Progress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The commands that start the services of a checkout; making them prepares the images that are missing. */
record ServiceCommands(Map<Service, List<String>> commands) {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    static ServiceCommands of(SuiteSpec spec, Progress progress) {
        var image = new ServiceImage(Path.of(System.getProperty("java.home")), cache(), progress, spec.shape());
        var commands = new EnumMap<Service, List<String>>(Service.class);
        for (var service : spec.shape().services()) {
            var jar = spec.project()
                    .resolve(service.module())
                    .resolve("target")
                    .resolve(service.module() + "-" + VERSION + ".jar");
            commands.put(service, image.command(service, jar));
        }
        return new ServiceCommands(commands);
    }

    List<String> of(Service service) {
        return commands.getOrDefault(service, List.of());
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Outside the working tree, where the servers' own cache is too. */
    private static Path cache() {
        var own = System.getenv("TRIBUTARY_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("tributary");
    }
}
