package org.akoma.ground.passkeys;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.akoma.ground.signin.ProviderSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether passkeys are offered at the address of a request. */
@Component
class RelyingParties implements ProviderSignIn.Passkeys {

    private final String address;

    RelyingParties(@Value("${akoma.address:}") String address) {
        this.address = address;
    }

    @Override
    public @Nullable String host(HttpServletRequest request) {
        return of(request).map(RelyingParty::id).orElse(null);
    }

    /** Empty where browsers would refuse them. */
    Optional<RelyingParty> of(HttpServletRequest request) {
        try {
            return RelyingParty.of(
                    address,
                    new URI(
                            request.getScheme(),
                            null,
                            request.getServerName(),
                            request.getServerPort(),
                            null,
                            null,
                            null));
        } catch (URISyntaxException strange) { // anybody may send a Host
            return Optional.empty();
        }
    }
}
