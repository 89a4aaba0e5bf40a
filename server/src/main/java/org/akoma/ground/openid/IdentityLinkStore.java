package org.akoma.ground.openid;

import static org.akoma.Timestamps.instant;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The functions of the door that link accounts with subjects of the provider, and open sessions by them. */
@Repository
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class IdentityLinkStore {

    private final JdbcClient jdbc;

    IdentityLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Tried(String outcome, @Nullable Instant lockedUntil) {}

    /** @param totp the sealed secret of the second factor */
    record Account(
            Actor actor, byte @Nullable [] totp, @Nullable Instant lockedUntil) {}

    Tried allow(byte[] session, ProviderSignIn.Shown shown, boolean asked, Instant now) {
        return jdbc.sql("select * from door.allow_link(:session, :hash, :step, :asked, :now)")
                .param("session", session)
                .param("hash", shown.hash())
                .param("step", shown.step(), java.sql.Types.BIGINT)
                .param("asked", asked)
                .param("now", at(now))
                .query((row, n) -> new Tried(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    String link(byte[] session, byte[] mark, String issuer, Instant now) {
        return jdbc.sql("select door.link(:session, :mark, :issuer, :now)")
                .param("session", session)
                .param("mark", mark)
                .param("issuer", issuer)
                .param("now", at(now))
                .query((row, n) -> row.getString(1))
                .single();
    }

    boolean unlink(byte[] session, Instant now) {
        return jdbc.sql("select door.unlink(:session, :now)")
                .param("session", session)
                .param("now", at(now))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Since when the person of the session is linked. */
    Optional<Instant> linked(byte[] session, Instant now) {
        return jdbc.sql("select l.at from door.linked(:session, :now) l(at) where l.at is not null")
                .param("session", session)
                .param("now", at(now))
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    Optional<Account> account(byte[] mark, Instant now) {
        return jdbc.sql("select * from door.linked_with(:mark, :now)")
                .param("mark", mark)
                .param("now", at(now))
                .query((row, n) -> new Account(
                        new Actor(
                                row.getObject("person", UUID.class),
                                row.getString("code"),
                                row.getObject("organisation_id", UUID.class),
                                row.getString("organisation"),
                                roles((String[]) row.getArray("roles").getArray()),
                                Compartment.ofLogin(row.getString("compartment")),
                                Pass.NONE),
                        row.getBytes("totp"),
                        instant(row, "locked_until")))
                .optional();
    }

    /** @param spared whether the provider asked for a second factor that is trusted */
    Tried open(
            byte[] mark,
            @Nullable Long step,
            boolean asked,
            boolean spared,
            ProviderSignIn.Ticket ticket,
            Instant now) {
        return jdbc.sql(
                        "select * from door.open_linked(:mark, :step, :asked, :spared, :token, :network, :device, :now)")
                .param("mark", mark)
                .param("step", step, java.sql.Types.BIGINT)
                .param("asked", asked)
                .param("spared", spared)
                .param("token", ticket.hash())
                .param("network", ticket.network())
                .param("device", ticket.device())
                .param("now", at(now))
                .query((row, n) -> new Tried(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
