package org.akoma.ground.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.akoma.Ids;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Browsers in which people have signed in before. A sealed cookie, sent to {@code /sign-in} only, says so: wrong tries are then counted for this
 * browser alone, so that tries from elsewhere do not lock its people out. The cookie gives no access and holds no name in clear; a shared
 * computer keeps its last six people.
 */
@Component
class Devices {

    static final String COOKIE = "akoma-device";
    private static final String SEAL_CONTEXT = "access.device";
    private static final Duration LIFE = Duration.ofDays(180);
    private static final int MOST = 6;

    private final Vault vault;

    Devices(Vault vault) {
        this.vault = vault;
    }

    /** @param names hashes of the user names that have signed in, the newest last */
    record Device(String id, List<String> names) {}

    Origin origin(HttpServletRequest request, String username) {
        Device device = device(request);
        return Origin.of(request, device != null && device.names().contains(hash(username)) ? device.id() : null);
    }

    /** The cookie of a browser in which this name has just signed in. */
    ResponseCookie letIn(HttpServletRequest request, String username) {
        Device before = device(request);
        List<String> names = new ArrayList<>(before == null ? List.of() : before.names());
        names.remove(hash(username));
        names.add(hash(username));
        Device device = new Device(
                before == null ? Ids.next().toString() : before.id(),
                names.subList(Math.max(0, names.size() - MOST), names.size()));
        byte[] sealed = vault.sealForHouse(Compartment.ADMINISTRATION, SEAL_CONTEXT, device);
        return ResponseCookie.from(
                        COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
                .path("/sign-in")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .maxAge(LIFE)
                .build();
    }

    private @Nullable Device device(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies == null) return null;
        for (Cookie cookie : cookies) if (cookie.getName().equals(COOKIE)) return unsealed(cookie.getValue());
        return null;
    }

    /** Null for what this house did not seal: anybody may send a cookie. */
    private @Nullable Device unsealed(String value) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(value);
            return vault.unsealForHouse(Compartment.ADMINISTRATION, SEAL_CONTEXT, sealed, Device.class);
        } catch (RuntimeException strange) {
            return null;
        }
    }

    private static String hash(String username) {
        byte[] hash = Sessions.hash("device|" + username.strip().toLowerCase(Locale.ROOT));
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
