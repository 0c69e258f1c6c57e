package io.tributary.gateway.bed;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link RunningDoor} to whoever asks for it: one per test class. It does not outlive the class, because the
 * gateways of one JVM share their event loops, and the first that closes takes them away from all.
 */
public final class DoorExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningDoor.class;
    }

    @Override
    public RunningDoor resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(RunningDoor.class))
                .computeIfAbsent(RunningDoor.class, _ -> new RunningDoor(), RunningDoor.class);
    }
}
