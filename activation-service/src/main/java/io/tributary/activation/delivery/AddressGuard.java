package io.tributary.activation.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses requests may go to. Tenants choose addresses, so everything that is not the public internet
 * is closed (server-side request forgery, CWE-918), except for hosts that the operator opened by name and port.
 */
public final class AddressGuard {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Set<String> opened;

    /** @param allowedHosts entries such as {@code 127.0.0.1:9900} */
    public AddressGuard(Set<String> allowedHosts) {
        this.opened =
                allowedHosts.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** What is wrong with an address as it is written; what its name resolves to is asked at each connection. */
    public Optional<String> complaint(@Nullable URI uri) {
        if (uri == null || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            return Optional.of("an absolute address with a host, and without user or fragment, is needed");
        }
        boolean isOpened = isOpened(uri.getHost(), port(uri));
        if ("http".equals(uri.getScheme()) && isOpened) {
            return Optional.empty();
        }
        if (!"https".equals(uri.getScheme())) {
            return Optional.of("an https address is needed");
        }
        return isOpened || !isClosedName(uri.getHost())
                ? Optional.empty()
                : Optional.of("the address is not on the public internet");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equals(uri.getScheme()) ? HTTP_PORT : HTTPS_PORT;
    }

    private static boolean isClosedName(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".internal")) {
            return true;
        }
        return literal(name).filter(it -> !isPublic(it)).isPresent();
    }

    /** Only what is written as an address is read, so nothing is looked up here. */
    private static Optional<InetAddress> literal(String host) {
        try {
            var text = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(text.contains(":") ? Inet6Address.ofLiteral(text) : Inet4Address.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            // Forms such as 2130706433 or 0x7f.1 are numbers to some resolvers; no public host looks like that.
            return host.matches("[0-9a-fx.]*[0-9]") && !host.matches(".*[g-wyz-].*")
                    ? Optional.of(InetAddress.getLoopbackAddress())
                    : Optional.empty();
        }
    }

    public boolean isOpened(String host, int port) {
        return opened.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
    }

    /** Whether an address belongs to the public internet. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes, 0) : isPublicV6(bytes);
    }

    /** IANA's special-purpose registry for IPv4, as far as Java's own predicates do not cover it. */
    private static boolean isPublicV4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        int third = bytes[at + 2] & 0xff;
        boolean special = first == 0
                || first == 10
                || first == 127
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113)
                || first >= 224;
        return !special;
    }

    /** Unique local, documentation, and every form that carries an IPv4 address inside. */
    private static boolean isPublicV6(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean documentation =
                first == 0x20 && second == 0x01 && (bytes[2] & 0xff) == 0x0d && (bytes[3] & 0xff) == 0xb8;
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = first == 0x20 && second == 0x02;
        boolean nat64 = first == 0 && second == 0x64;
        boolean compatible = first == 0 && second == 0;
        return !(uniqueLocal || documentation || teredo || sixToFour || nat64 || compatible);
    }
}
