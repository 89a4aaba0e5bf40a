package org.akoma.ground.openid;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * The provider of identities, spoken to by Spring Security: authorization code with PKCE, state and nonce; signature, issuer, audience and times of the ID token.
 * Only the ID token is read: no token of the provider is kept, and nothing else is asked of it. Each time the provider is to ask its person anew, so that
 * a session left open there on a shared computer opens nothing here.
 */
@Component
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class OpenId {

    private static final Logger log = LoggerFactory.getLogger(OpenId.class);

    private static final String ID = "provider";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Times of tokens are whole seconds. */
    private static final Duration ROUNDED = Duration.ofSeconds(2);
    /** From the sign-in at the provider to its token: a second factor or a consent may come between. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Pattern OF_TIME = Pattern.compile("(?i)expired|used before|\\b(exp|iat)=");

    private final OpenIdSettings settings;
    private final JdkClientHttpRequestFactory http = http();
    private final OidcAuthorizationCodeAuthenticationProvider library;
    private volatile @Nullable Known known;

    OpenId(OpenIdSettings settings) {
        this.settings = settings;
        this.library = new OidcAuthorizationCodeAuthenticationProvider(tokens(), request -> user(request.getIdToken()));
        library.setJwtDecoderFactory(registration -> found().decoder());
    }

    /** What it said of itself, with its keys. */
    private record Known(ClientRegistration registration, NimbusJwtDecoder decoder) {}

    sealed interface Answer {

        /** @param secondFactor whether it asked for one that the operator trusts */
        record Proven(String subject, boolean secondFactor) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /** Why nobody was let in; the page for each is {@code access.provider.<name>}. */
    enum Refusal {
        /** It does not answer, or what it says of itself is wrong. */
        AWAY,
        /** The browser comes without what it took along, or with another's. */
        LOST,
        /** It let nobody in, or the person turned back. */
        DECLINED,
        /** Its clock and ours differ. */
        CLOCK,
        /** It did not ask its person anew. */
        STALE,
        /** What it sent proves nobody. */
        INVALID
    }

    /** What leads the browser to the provider; empty when it is away. */
    Optional<OAuth2AuthorizationRequest> begin(HttpServletRequest request) {
        try {
            DefaultOAuth2AuthorizationRequestResolver resolver =
                    new DefaultOAuth2AuthorizationRequestResolver(id -> found().registration());
            resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce()
                    .andThen(asked -> asked.additionalParameters(this::askAnew)));
            return Optional.ofNullable(resolver.resolve(request, ID));
        } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
            log.warn("The provider of identities is not reached: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void askAnew(Map<String, Object> parameters) {
        parameters.put("prompt", "login");
        parameters.put("max_age", "0");
        if (!settings.trusted().isEmpty()) parameters.put("acr_values", String.join(" ", settings.trusted()));
    }

    /**
     * Has the code of the provider exchanged and its token judged.
     *
     * @param away how long the browser was away
     */
    Answer finish(SignInCookies.Trip trip, Duration away, String code, String state) {
        try {
            ClientRegistration registration = found().registration();
            OAuth2AuthorizationResponse said = OAuth2AuthorizationResponse.success(code)
                    .redirectUri(settings.returnsTo())
                    .state(state)
                    .build();
            OAuth2LoginAuthenticationToken judged = (OAuth2LoginAuthenticationToken) Objects.requireNonNull(
                    library.authenticate(new OAuth2LoginAuthenticationToken(
                            registration, new OAuth2AuthorizationExchange(asked(registration, trip), said))));
            return judge(((OidcUser) Objects.requireNonNull(judged.getPrincipal())).getIdToken(), away);
        } catch (AuthenticationException | RestClientException | IllegalStateException e) {
            log.warn("A sign-in through the provider of identities was refused: {}", e.getMessage());
            return new Answer.Refused(why(e));
        }
    }

    /** As it was asked, of which the browser brought back what only this request had. */
    private OAuth2AuthorizationRequest asked(ClientRegistration registration, SignInCookies.Trip trip) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(settings.returnsTo())
                .scopes(registration.getScopes())
                .state(trip.state())
                .attributes(Map.of(
                        OidcParameterNames.NONCE, trip.nonce(), PkceParameterNames.CODE_VERIFIER, trip.verifier()))
                .build();
    }

    /**
     * The provider asked its person while the browser was there, and a moment ago: the address that asks for it is in the hands of who sits at the browser,
     * who can leave that out, or set out and wait for somebody else to sign in there. Both times are the provider's own, so that clocks do not matter.
     */
    private Answer judge(OidcIdToken token, Duration away) {
        Instant asked = token.getAuthenticatedAt();
        Instant issued = token.getIssuedAt();
        Duration before = away.plus(ROUNDED);
        if (asked == null
                || issued == null
                || asked.plus(before.compareTo(LONGEST) < 0 ? before : LONGEST).isBefore(issued))
            return new Answer.Refused(Refusal.STALE);
        String acr = token.getAuthenticationContextClass();
        return new Answer.Proven(
                Objects.requireNonNull(token.getSubject()),
                acr != null && settings.trusted().contains(acr));
    }

    private static Refusal why(Exception e) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (one instanceof JwtValidationException invalid)
                return invalid.getErrors().stream()
                                .anyMatch(error -> OF_TIME.matcher(String.valueOf(error.getDescription()))
                                        .find())
                        ? Refusal.CLOCK
                        : Refusal.INVALID;
            if (one instanceof IOException || one instanceof OAuth2AuthenticationException said && isNoAnswer(said))
                return Refusal.AWAY;
        }
        return e instanceof IllegalStateException ? Refusal.AWAY : Refusal.INVALID;
    }

    private static boolean isNoAnswer(OAuth2AuthenticationException said) {
        return said.getError().getErrorCode().equals("invalid_token_response");
    }

    /** Asked for once it is needed, so that a provider that is away keeps no house from starting; kept when it answered. */
    private Known found() {
        Known before = known;
        if (before != null) return before;
        ClientRegistration registration =
                discovered(settings, RestClient.builder().requestFactory(http).build());
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .restOperations(new RestTemplate(http))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        Known now = new Known(registration, decoder);
        known = now;
        return now;
    }

    /**
     * What the provider says of itself.
     *
     * @throws IllegalStateException when it says that it is another one
     */
    static ClientRegistration discovered(OpenIdSettings settings, RestClient client) {
        String issuer = settings.issuer();
        Map<String, Object> said = client.get()
                .uri(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        if (said == null || !issuer.equals(said.get("issuer")))
            throw new IllegalStateException("The provider calls itself " + (said == null ? null : said.get("issuer"))
                    + ", and the setting is " + issuer);
        return ClientRegistrations.fromOidcConfiguration(said)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .clientName(settings.label())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.returnsTo())
                .scope("openid")
                .build();
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    private static OidcUser user(OidcIdToken token) {
        return new DefaultOidcUser(List.of(new OidcUserAuthority(token)), token);
    }

    /** Follows no redirect, and waits for nobody for long. */
    static JdkClientHttpRequestFactory http() {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        http.setReadTimeout(PATIENCE);
        return http;
    }
}
