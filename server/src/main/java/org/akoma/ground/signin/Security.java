package org.akoma.ground.signin;

import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What is open to everybody, what needs a session, and the headers that keep a page to itself. */
@Configuration(proxyBeanMethods = false)
class Security {

    static final String CONTENT_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** No page uses camera, microphone or position: documents and recordings are chosen as files. Passkeys answer this house alone. */
    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(),"
                    + " display-capture=(), browsing-topics=(), publickey-credentials-get=(self),"
                    + " publickey-credentials-create=(self)";

    private static final String[] OPEN = {
        "/sign-in",
        "/sign-in/provider/**",
        "/sign-in/passkey",
        "/sign-in/passkey/**",
        "/invitation/*/*",
        "/tables",
        "/assets/**",
        "/favicon.ico",
        "/actuator/health",
        "/error",
        "/help",
        "/accessibility",
        "/your-data",
        "/report",
        "/calendar/*",
        "/verify/**",
        "/public",
        "/public/**",
        "/api/v1/public/**"
    };

    /** Whether everybody may read it: somebody whose session ended is then nobody, and not sent to the sign-in page. */
    static boolean isOpen(String path) {
        return Arrays.stream(OPEN).anyMatch(one -> path.startsWith(one.replace("*", "")));
    }

    private static final RequestMatcher BEARER = request -> {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith("Bearer ");
    };

    /** OWASP's second choice: 19 MiB, two passes; about 50 ms a try. */
    @Bean
    Argon2PasswordEncoder argon2() {
        return new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    }

    /** The filter belongs to the security chain alone. */
    @Bean
    FilterRegistrationBean<SessionFilter> notTwice(SessionFilter filter) {
        FilterRegistrationBean<SessionFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SessionFilter session, Refusals refusals) throws Exception {
        return http.authorizeHttpRequests(requests -> requests
                        // the rest of an answer that was let in already: an open page that waits for the bell
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/tokens")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .requestMatchers("/welcome/**", "/sign-out")
                        .hasAuthority(SessionFilter.WAITING)
                        .anyRequest()
                        .hasAuthority(SessionFilter.INSIDE))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(guard -> guard.csrfTokenRepository(new SessionCsrf())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        // every request signs in anew by its cookie: a token renewed each time would spoil a form open
                        // in another tab
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .ignoringRequestMatchers(BEARER)
                        .ignoringRequestMatchers("/api/v1/tokens"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny()))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .addFilterBefore(session, AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }
}
