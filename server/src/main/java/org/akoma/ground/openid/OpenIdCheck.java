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
            return Optional.of(wrong(settings, "is not reached: " + e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(wrong(settings, "is not described as it should be: " + e.getMessage() + "."));
        }
    }

    private static CheckResult answers(OpenIdSettings settings) {
        String said = "The provider of identities " + settings.issuer() + " answers; it sends people back to "
                + settings.returnsTo() + ".";
        return settings.trusted().isEmpty()
                ? CheckResult.ok(said)
                : CheckResult.warning(
                        said + " Its administrators can enter as everybody who linked an account.",
                        "Take akoma.oidc.second-factor=provider away, unless that is agreed.");
    }

    private static CheckResult wrong(OpenIdSettings settings, String what) {
        return CheckResult.wrong(
                "The provider of identities " + settings.issuer() + " " + what,
                "See akoma.oidc.issuer, the firewall and the certificate; people come in by password meanwhile.");
    }
}
