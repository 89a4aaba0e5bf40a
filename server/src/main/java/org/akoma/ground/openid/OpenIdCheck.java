package org.akoma.ground.openid;

import java.util.Optional;
import org.akoma.ground.database.CheckResult;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Whether the provider of identities answers, and is the one that the settings name. */
public final class OpenIdCheck {

    private OpenIdCheck() {}

    /** Asks it for what it says of itself, and for its keys; empty where none is named. */
    public static Optional<CheckResult> of(Environment environment) {
        if (environment.getProperty(OpenIdSettings.ISSUER) == null) return Optional.empty();
        OpenIdSettings settings = OpenIdSettings.of(environment);
        RestClient client = RestClient.builder().requestFactory(OpenId.http()).build();
        try {
            ClientRegistration said = OpenId.discovered(settings, client);
            String keys = String.valueOf(said.getProviderDetails().getJwkSetUri());
            client.get().uri(keys).retrieve().toBodilessEntity();
            return Optional.of(answers(settings));
        } catch (RestClientException e) {
            return Optional.of(CheckResult.wrong("doctor.openid.not-reached", settings.issuer(), e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(CheckResult.wrong("doctor.openid.described", settings.issuer(), e.getMessage()));
        }
    }

    private static CheckResult answers(OpenIdSettings settings) {
        return settings.trusted().isEmpty()
                ? CheckResult.ok("doctor.openid.answers", settings.issuer(), settings.returnsTo())
                : CheckResult.warning("doctor.openid.trusted", settings.issuer(), settings.returnsTo());
    }
}
