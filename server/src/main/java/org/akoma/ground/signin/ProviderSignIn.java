package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartments;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Lets people in whom a provider of identities, or a device of theirs, has identified, for the room that asks it. It opens no session: the database does, by a
 * function of the schema {@code door}, or refuses it.
 */
@Component
public class ProviderSignIn {

    /** A way in beside the password, named on the page to sign in and in the account of who is in. */
    public interface Offer {

        /** What people call it, such as {@code Compte du ministère}. */
        String label();
    }

    /** Devices that let their people in, named on the page to sign in. */
    public interface Passkeys {

        /** The host for which devices keep them; null where browsers would not use them at the address of this request. */
        @Nullable
        String host(HttpServletRequest request);
    }

    /** A session to be opened: its hash is for the database, its token for the browser. */
    public record Ticket(String token, byte[] hash, String network, String device) {
        @Override
        public String toString() {
            return "Ticket";
        }
    }

    /**
     * Password and code, shown once more.
     *
     * @param hash of the password under the salt of the kept one
     * @param step of the code; null when it does not fit or was not typed
     */
    public record Shown(String hash, @Nullable Long step) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    private final SignInStore store;
    private final KeptWordStore words;
    private final ActorTransactions transactions;
    private final Sessions sessions;
    private final Codes codes;
    private final Passwords passwords;
    private final Compartments compartments;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean secondFactors;

    ProviderSignIn(
            SignInStore store,
            KeptWordStore words,
            ActorTransactions transactions,
            Sessions sessions,
            Codes codes,
            Passwords passwords,
            Compartments compartments,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${akoma.demo:false}") boolean demo) {
        this.store = store;
        this.words = words;
        this.transactions = transactions;
        this.sessions = sessions;
        this.codes = codes;
        this.passwords = passwords;
        this.compartments = compartments;
        this.events = events;
        this.clock = clock;
        this.secondFactors = !demo;
    }

    /** Whether second factors are asked at all: everywhere but in the demo. */
    public boolean asksCode() {
        return secondFactors;
    }

    /** Who is signed in in the browser that asks, on an address that is open to everybody. */
    public Optional<Actor> inside() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionFilter.Known known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    /** The name of a cookie of this host: over TLS no neighbour can plant one. */
    public static String cookieName(String cookie, HttpServletRequest request) {
        return SessionFilter.name(cookie, request);
    }

    /** What a person typed who is in, computed as the database compares it. Outside a transaction: it is slow. */
    public Shown shown(Actor actor, String password, @Nullable String code) {
        byte[] session = transactions.session(actor);
        SignInStore.OwnKey key = transactions.atTheDoor(() -> store.ownKey(session, clock.instant()));
        return new Shown(
                passwords.under(key.salt(), password), codes.step(actor.personId(), key.totp(), code, clock.instant()));
    }

    /** The time step of a code under a sealed secret; null when it does not fit, or one of them is missing. */
    public @Nullable Long step(UUID person, byte @Nullable [] sealed, @Nullable String code, Instant now) {
        return secondFactors ? codes.step(person, sealed, code, now) : null;
    }

    /** Whether this host serves the person's side. */
    public boolean serves(Actor account) {
        return compartments.serves(account.compartment());
    }

    /** For the browser that asks; nothing is opened by it. */
    public Ticket ticket(HttpServletRequest request) {
        String token = sessions.newToken();
        Origin origin = Origin.of(request, null);
        return new Ticket(token, Sessions.hash(token), origin.network(), origin.device());
    }

    /** In the transaction that opened the session: what every session of a browser begins with. */
    public void opened(Ticket ticket, Actor account, Instant now, Map<String, ?> facts) {
        words.drawForms(ticket.hash(), Sessions.hash(SessionCsrf.valueFor(ticket.token())), now);
        note(account, now, "access.signed-in", facts);
    }

    /** In a transaction of the door: an entry in the chain of the account. */
    public void note(Actor account, Instant now, String act, Map<String, ?> facts) {
        events.publishEvent(new SignInEvent(account, now, act, facts));
    }

    /** The same of a try that belongs to no account, which takes as long. */
    public void noteNobody(Instant now, String act, Map<String, ?> facts) {
        events.publishEvent(new SignInEvent.AtNobody(now, act, facts));
    }

    /** Answers with the cookie of the new session and the way to an address of this house; the session that the browser had before ends. */
    public void goIn(HttpServletRequest request, HttpServletResponse response, Ticket ticket, String back) {
        SessionFilter.cookie(request).ifPresent(sessions::end);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SignInPages.cookie(request, ticket.token(), Duration.ofSeconds(-1))
                        .toString());
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, SignInPages.ours(back));
    }
}
