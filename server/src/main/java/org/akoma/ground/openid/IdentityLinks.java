package org.akoma.ground.openid;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/** IdentityLinks accounts with subjects of the provider, and lets in who is linked. Which account it is follows from issuer and subject alone, never from an address or a name. */
@Service
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class IdentityLinks {

    private static final String MARK = "access.provider";

    private final IdentityLinkStore store;
    private final ActorTransactions transactions;
    private final ProviderSignIn way;
    private final OpenIdSettings settings;
    private final Vault vault;
    private final Clock clock;

    IdentityLinks(
            IdentityLinkStore store,
            ActorTransactions transactions,
            ProviderSignIn way,
            OpenIdSettings settings,
            Vault vault,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.way = way;
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
    }

    sealed interface Entry {
        record In(ProviderSignIn.Ticket ticket) implements Entry {}

        /** The code of the house is still owed. */
        record Code() implements Entry {}

        record Wrong() implements Entry {}

        record Locked(long minutes) implements Entry {}

        /** Nobody who may come in is linked; whether an account exists is not said. */
        record Nobody() implements Entry {}
    }

    /** What the database knows a subject by. It cannot be computed from issuer and subject without the newest key of this house: a rotation ends all links. */
    byte[] mark(String subject) {
        return vault.secret(Compartment.ADMINISTRATION, MARK, settings.issuer() + '\n' + subject);
    }

    /** @param code null when none was typed yet */
    Entry enter(byte[] mark, boolean spared, @Nullable String code, HttpServletRequest request) {
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            IdentityLinkStore.Account account = store.account(mark, now)
                    .filter(one -> way.serves(one.actor()))
                    .orElse(null);
            if (account == null) return new Entry.Nobody();
            if (account.lockedUntil() != null) return locked(account.lockedUntil(), now);
            if (way.asksCode() && account.totp() == null) return new Entry.Nobody();
            if (way.asksCode() && !spared && code == null) return new Entry.Code();
            return open(account, mark, spared, code, way.ticket(request), now);
        });
    }

    private Entry open(
            IdentityLinkStore.Account account,
            byte[] mark,
            boolean spared,
            @Nullable String code,
            ProviderSignIn.Ticket ticket,
            Instant now) {
        Long step = way.step(account.actor().personId(), account.totp(), code, now);
        IdentityLinkStore.Tried tried = store.open(mark, step, way.asksCode(), spared, ticket, now);
        return switch (tried.outcome()) {
            case "OPEN" -> {
                way.opened(ticket, account.actor(), now, Map.of("by", "provider"));
                yield new Entry.In(ticket);
            }
            case "LOCKED" -> locked(tried.lockedUntil(), now);
            case "WRONG" -> {
                String act = tried.lockedUntil() == null ? "access.sign-in-refused" : "access.sign-in-locked";
                way.note(account.actor(), now, act, Map.of("wrong", "code", "by", "provider"));
                yield new Entry.Wrong();
            }
            default -> new Entry.Nobody();
        };
    }

    /** Password and code are shown once more; for ten minutes this session may link. Empty when they are right. */
    List<FieldError> allow(Actor actor, String password, @Nullable String code) {
        byte[] session = transactions.session(actor);
        ProviderSignIn.Shown shown = way.shown(actor, password, code);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            IdentityLinkStore.Tried tried = store.allow(session, shown, way.asksCode(), now);
            return switch (tried.outcome()) {
                case "DONE" -> List.of();
                case "FIRST" -> List.of(FieldError.of("before", "access.provider-factor-first"));
                case "LOCKED" -> List.of(FieldError.of("before", "access.locked", minutes(tried.lockedUntil(), now)));
                default -> {
                    way.note(actor, now, "access.sign-in-refused", Map.of("by", "provider"));
                    yield List.of(FieldError.of("before", "access.wrong-before"));
                }
            };
        });
    }

    /** DONE, TAKEN or ENDED, as {@code door.link} says it. */
    String link(Actor actor, String subject) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> {
            Instant now = clock.instant();
            String outcome = store.link(session, mark(subject), settings.issuer(), now);
            if (outcome.equals("DONE"))
                way.note(actor, now, "access.provider-linked", Map.of("issuer", settings.issuer()));
            return outcome;
        });
    }

    /** False when the person was not linked. */
    boolean unlink(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> {
            boolean done = store.unlink(session, clock.instant());
            if (done) way.note(actor, clock.instant(), "access.provider-unlinked", Map.of());
            return done;
        });
    }

    Optional<Instant> since(Actor actor) {
        byte[] session = transactions.session(actor);
        return transactions.atTheDoor(() -> store.linked(session, clock.instant()));
    }

    private static Entry locked(@Nullable Instant until, Instant now) {
        return new Entry.Locked(minutes(until, now));
    }

    private static long minutes(@Nullable Instant until, Instant now) {
        return until == null ? 1 : Math.max(1, (Duration.between(now, until).toSeconds() + 59) / 60);
    }
}
