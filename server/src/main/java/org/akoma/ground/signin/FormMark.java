package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * Each form carries what only this house can compute from its session, its page and the address that it is sent to. Without it the sender of a form could
 * name any page, and words about one child would be shown in the form of another.
 */
@Component
class FormMark {

    /** The address, then the mark. */
    static final String FIELD = "_for";

    /** A form that keeps drafts has a second button, which sends it there. */
    private static final String DRAFTS = "/drafts";

    private static final String USE = "access.form_place";
    private static final char BETWEEN = '~';
    private static final int CHARACTERS = 22;

    private final Vault vault;

    FormMark(Vault vault) {
        this.vault = vault;
    }

    /**
     * The value of the field.
     *
     * @param token of the session that draws the form
     * @param at page of the form
     * @param action address that it is sent to
     */
    String of(Compartment compartment, String token, String at, String action) {
        byte[] secret = vault.secret(compartment, USE, token + '\n' + at + '\n' + action);
        return action
                + BETWEEN
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret).substring(0, CHARACTERS);
    }

    /** Whether this house drew the form that was sent, on that page and for this address. */
    boolean isOf(Compartment compartment, HttpServletRequest request, String at) {
        String token = request.getParameter(SessionCsrf.FIELD);
        String sent = request.getParameter(FIELD);
        if (token == null || sent == null || sent.lastIndexOf(BETWEEN) < 0) return false;
        String action = sent.substring(0, sent.lastIndexOf(BETWEEN));
        String to = request.getRequestURI();
        return (action.equals(to) || DRAFTS.equals(to))
                && MessageDigest.isEqual(bytes(sent), bytes(of(compartment, token, at, action)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
