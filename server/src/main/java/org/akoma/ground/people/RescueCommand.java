package org.akoma.ground.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.akoma.Command;
import org.akoma.Said;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.akoma.ground.signin.SignInEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * {@code ./akoma accounts rescue CODE}: the only administrator forgot the password, or one of the first two people lost it before they ever came in,
 * and nobody else can ask for another one. The operator is the second person; the data protection officers and project managers are notified, and the account's journal records it. A second factor stays.
 */
@Component
class RescueCommand implements Command {

    private static final String ACT = "access.password-rescued";

    private final Provisioning provisioning;
    private final Passwords passwords;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RescueCommand(
            Provisioning provisioning,
            Passwords passwords,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.provisioning = provisioning;
        this.passwords = passwords;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "accounts rescue";
    }

    @Override
    public int run(Order order) {
        String code = order.request().orElse("").toLowerCase(Locale.ROOT);
        Actor account = provisioning.actor(code);
        Instant now = clock.instant();
        String why = refusal(account, code, now);
        if (why != null || account == null) {
            order.err().println(why);
            return 1;
        }
        String password = OneTimePassword.make();
        String hash = passwords.make(password);
        provisioning.rescue(
                account,
                hash,
                now,
                () -> transactions.atTheDoor(() -> {
                    events.publishEvent(new SignInEvent(account, now, ACT, Map.of()));
                    return true;
                }));
        order.out().println(Said.say("accounts.rescued", code, password));
        return 0;
    }

    private @Nullable String refusal(@Nullable Actor account, String code, Instant now) {
        if (account != null && provisioning.neverCame(account)) return null;
        if (account == null || !account.is(Role.SYSTEM_ADMINISTRATOR)) return Said.say("accounts.nobody", code);
        return provisioning.isHelped(account, now) ? Said.say("accounts.another") : null;
    }
}
