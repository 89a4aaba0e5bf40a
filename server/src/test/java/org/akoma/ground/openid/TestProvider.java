package org.akoma.ground.openid;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.function.Consumer;
import org.akoma.Answer;
import org.akoma.Caller;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A provider of identities that keeps to the standard (Spring Authorization Server), on a port of its own in this JVM. Everybody has an account there, with
 * their name as subject. A test may spoil the next tokens.
 */
public final class TestProvider {

    static final String HERE = "https://akoma.test";
    static final String CLIENT = "akoma";
    static final String SECRET = "known to both";
    private static final String PASSWORD = "at-the-provider";

    private static final RSAKey KEY = key("of-the-provider");
    /** Calls itself by the same name. */
    private static final RSAKey FORGED = key("of-the-provider");

    private static final int PORT = freePort();
    private static boolean started;

    static volatile Consumer<JwtClaimsSet.Builder> spoiled = claims -> {};
    static volatile boolean forged;
    static volatile boolean down;

    private TestProvider() {}

    /** Its issuer; it is there until the JVM ends. */
    static synchronized String start() {
        String issuer = "http://localhost:" + PORT;
        if (!started)
            new SpringApplication(Application.class)
                    .run(
                            "--server.port=" + PORT,
                            "--spring.config.location=optional:classpath:/none/",
                            "--spring.main.banner-mode=off");
        started = true;
        return issuer;
    }

    static void asItShould() {
        spoiled = claims -> {};
        forged = false;
        down = false;
    }

    /**
     * Signs in there.
     *
     * @param address to which Akoma sent the browser
     * @return path and query to which it is sent back
     */
    static String visit(String address, String name) {
        Answer in = Caller.fetch(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + PASSWORD))
                .build());
        String session = in.header("Set-Cookie").orElseThrow().split(";", -1)[0];
        Answer answer = Caller.fetch(HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .header("Cookie", session)
                .build());
        if (!answer.location().startsWith(HERE)) throw new AssertionError("not sent back: " + answer);
        return answer.location().substring(HERE.length());
    }

    /** @param ago in seconds, before the token was issued */
    static void signedIn(JwtClaimsSet.Builder claims, long ago) {
        claims.claims(all -> all.put(
                "auth_time",
                ((java.time.Instant) all.get("iat")).minusSeconds(ago).getEpochSecond()));
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No stereotype, so that no scan of another context finds it. */
    @EnableWebSecurity
    @EnableAutoConfiguration(
            exclude = {DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class Application {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain provider(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .addFilterBefore(
                            (request, response, chain) -> {
                                if (down
                                        && ((jakarta.servlet.http.HttpServletRequest) request)
                                                .getRequestURI()
                                                .equals("/oauth2/token"))
                                    ((jakarta.servlet.http.HttpServletResponse) response).sendError(503);
                                else chain.doFilter(request, response);
                            },
                            org.springframework.security.web.context.SecurityContextHolderFilter.class)
                    .build();
        }

        @Bean
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .csrf(guard -> guard.disable())
                    .build();
        }

        @Bean
        UserDetailsService accounts() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .authorities("person")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(
                            UUID.randomUUID().toString())
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(HERE + "/sign-in/provider/done")
                    .scope("openid")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build());
        }

        @Bean
        AuthorizationServerSettings itself() {
            return AuthorizationServerSettings.builder()
                    .issuer("http://localhost:" + PORT)
                    .build();
        }

        @Bean
        JWKSource<SecurityContext> published() {
            return new ImmutableJWKSet<>(new JWKSet(KEY));
        }

        @Bean
        JwtDecoder reads(JWKSource<SecurityContext> published) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(published);
        }

        @Bean
        JwtEncoder signs() {
            JWKSource<SecurityContext> keys = (selector, context) -> selector.select(new JWKSet(forged ? FORGED : KEY));
            return new NimbusJwtEncoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> spoils() {
            return context -> {
                if (!context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) return;
                signedIn(context.getClaims(), 0); // however slow the machine is
                spoiled.accept(context.getClaims());
            };
        }
    }
}
