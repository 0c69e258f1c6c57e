package io.tributary.activation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(Set.of("127.0.0.1:9900"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://localhost/",
                "https://db.internal/",
                "https://10.0.0.7/",
                "https://172.16.3.4/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://224.0.0.1/",
                "https://user@example.com/",
                "http://127.0.0.1:9901/",
                "/relative"
            })
    void closesWhatIsNotThePublicInternet(String address) {
        assertThat(guard.complaint(URI.create(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.sendgrid.com", "https://example.com:8443/hook", "https://93.184.216.34/",
                "https://[2606:2800:220:1:248:1893:25c8:1946]/", "http://127.0.0.1:9900/hooks/a",
                        "https://127.0.0.1:9900/"
            })
    void letsThePublicInternetAndOpenedHostsThrough(String address) {
        assertThat(guard.complaint(URI.create(address))).isEmpty();
    }

    @Test
    void judgesTheAddressThatANameResolvesTo() throws Exception {
        assertThat(AddressGuard.isPublic(InetAddress.getByAddress("rebound.example.com", new byte[] {127, 0, 0, 1})))
                .isFalse();
        assertThat(AddressGuard.isPublic(InetAddress.getByAddress("fine.example.com", new byte[] {8, 8, 8, 8})))
                .isTrue();
    }
}
