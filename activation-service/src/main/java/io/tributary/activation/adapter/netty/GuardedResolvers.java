package io.tributary.activation.adapter.netty;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.tributary.activation.delivery.AddressGuard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Resolves names and refuses what is not public. The connection is made to the very address that was checked, so a name
 * that resolves differently a moment later gains nothing. Addresses given as numbers are checked as well.
 */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {

    private final AddressGuard guard;
    private final Executor lookups;

    GuardedResolvers(AddressGuard guard, Executor lookups) {
        this.guard = guard;
        this.lookups = lookups;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(executor);
    }

    private final class Guarded extends AbstractAddressResolver<InetSocketAddress> {

        Guarded(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
            lookups.execute(() -> {
                try {
                    promise.trySuccess(allowed(address).getFirst());
                } catch (UnknownHostException | RefusedAddress e) {
                    promise.tryFailure(e);
                }
            });
        }

        @Override
        protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
            lookups.execute(() -> {
                try {
                    promise.trySuccess(allowed(address));
                } catch (UnknownHostException | RefusedAddress e) {
                    promise.tryFailure(e);
                }
            });
        }

        /** One private address among public ones refuses the name: it is an attempt. */
        private List<InetSocketAddress> allowed(InetSocketAddress asked) throws UnknownHostException, RefusedAddress {
            var host = asked.getHostString();
            var found = new ArrayList<InetSocketAddress>();
            for (var address : InetAddress.getAllByName(host)) {
                if (!guard.isOpened(host, asked.getPort()) && !AddressGuard.isPublic(address)) {
                    throw new RefusedAddress();
                }
                found.add(new InetSocketAddress(address, asked.getPort()));
            }
            return found;
        }
    }

    /** The name leads somewhere that requests must not go. */
    static final class RefusedAddress extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedAddress() {
            super("the address is not public", null, false, false);
        }
    }
}
