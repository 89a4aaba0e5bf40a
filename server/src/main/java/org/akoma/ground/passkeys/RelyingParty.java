package org.akoma.ground.passkeys;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name under which devices keep the passkeys of this house, and the one address at which they answer.
 *
 * @param id the host of the address, such as {@code akoma.example.org}; a passkey is good for this host alone
 * @param origin scheme, host and port as a browser writes them, such as {@code https://akoma.example.org}
 */
record RelyingParty(String id, String origin) {

    private static final String HERE = "localhost";
    private static final String NUMBER = "[0-9.]+|\\[.*\\]|.*:.*";

    /** Why browsers would refuse passkeys at an address. */
    enum Unusable {
        /** No address is set: passkeys work on the machine itself alone. */
        NO_ADDRESS,
        /** An IP address: browsers keep passkeys under names alone. */
        NUMBER,
        /** Neither TLS nor this machine. */
        PLAIN
    }

    /** @param address the setting {@code akoma.address} */
    static @Nullable Unusable problem(String address) {
        if (address.isBlank()) return Unusable.NO_ADDRESS;
        URI uri = URI.create(address.strip());
        String host = host(uri);
        if (host.isEmpty() || host.matches(NUMBER)) return Unusable.NUMBER;
        return "https".equalsIgnoreCase(uri.getScheme()) || host.equals(HERE) ? null : Unusable.PLAIN;
    }

    /**
     * By the setting; where none is set, the machine itself, at the port that its browser uses.
     *
     * @param asked scheme, host and port of a request, such as {@code http://localhost:8080}
     */
    static Optional<RelyingParty> of(String address, URI asked) {
        if (address.isBlank()) return host(asked).equals(HERE) ? Optional.of(named(asked)) : Optional.empty();
        return problem(address) == null ? Optional.of(named(URI.create(address.strip()))) : Optional.empty();
    }

    private static RelyingParty named(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        String host = host(uri);
        return new RelyingParty(host, scheme + "://" + host + (usual ? "" : ":" + uri.getPort()));
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }
}
