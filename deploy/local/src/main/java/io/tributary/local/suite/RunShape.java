package io.tributary.local.suite;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which services of a suite run, and how much of the machine each process may use.
 *
 * @param services the others are left out, and so is whatever only they need
 * @param measured the full compiler and larger heaps everywhere: starts slower, and is what a figure may be taken from
 * @param environment what a service gets besides, by service
 */
public record RunShape(Set<Service> services, boolean measured, Map<Service, Map<String, String>> environment) {

    /** Everything, small: what a laptop wants. */
    public static final RunShape LOCAL = new RunShape(EnumSet.allOf(Service.class), false, Map.of());

    /** Everything, as large as where a figure is taken. */
    public static final RunShape MEASURED = new RunShape(EnumSet.allOf(Service.class), true, Map.of());

    public RunShape {
        services = Set.copyOf(services);
        environment = Map.copyOf(environment);
    }

    boolean has(Service service) {
        return services.contains(service);
    }

    Map<String, String> environmentOf(Service service) {
        return environment.getOrDefault(service, Map.of());
    }

    int heapOf(Service service) {
        return measured ? service.measuredHeapInMebibytes() : service.heapInMebibytes();
    }

    /** The quick compiler starts in half the CPU time; the topology keeps the full one because it does the work. */
    boolean firstCompilerOnly(Service service) {
        return !measured && service.firstCompilerOnly();
    }
}
