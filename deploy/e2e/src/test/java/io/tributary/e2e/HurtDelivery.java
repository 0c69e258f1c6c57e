package io.tributary.e2e;

import io.tributary.conformance.client.Client;
import io.tributary.conformance.script.Script;
import io.tributary.conformance.wire.Exchange;
import io.tributary.conformance.wire.Passage;
import io.tributary.conformance.wire.RecordingProxy;
import io.tributary.conformance.wire.SentCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One library's calls, delivered the hard way: the reply to its first request is lost after the endpoint has given it, the
 * collector dies by SIGKILL before the library sends again, and in the end every request comes once more, byte for byte.
 */
final class HurtDelivery implements AutoCloseable {

    private final Client client;
    private final Script script;
    private final RecordingProxy proxy;
    private final List<String> faults = new ArrayList<>();
    private final List<Exchange> repeated = new ArrayList<>();

    /** @param death of the collector; returns when it is ready again */
    HurtDelivery(Client client, Script script, URI endpoint, Runnable death) {
        this.client = client;
        this.script = script;
        var hurt = new AtomicBoolean();
        this.proxy = new RecordingProxy(endpoint, exchange -> {
            if (exchange.status() == 200 && hurt.compareAndSet(false, true)) {
                death.run();
                return Passage.Fate.LOSE;
            }
            return Passage.Fate.DELIVER;
        });
    }

    void send(String writeKey) {
        faults.addAll(client.send(proxy.address(), writeKey, script));
    }

    /** Every request that was answered with 200, once more. */
    void repeat() {
        proxy.exchanges().stream()
                .filter(it -> it.status() == 200)
                .map(proxy::repeat)
                .forEach(repeated::add);
    }

    Script script() {
        return script;
    }

    List<String> faults() {
        return faults;
    }

    List<Exchange> repeated() {
        return repeated;
    }

    List<Exchange> taken() {
        return proxy.exchanges().stream().filter(it -> it.status() == 200).toList();
    }

    /** The same call may be on the wire more than once, with another {@code sentAt}. */
    List<SentCall> copies(String messageId) {
        return taken().stream()
                .flatMap(it -> SentCall.of(it).stream())
                .filter(it -> it.messageId().equals(messageId))
                .toList();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
