package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Each form that is sent carries the address of its page beside its token, and what proves it ({@link FormMark}): forms are sent to addresses that often show no page, and browsers tell no
 * referrer here. Who has to sign in first comes back to that page.
 */
@Configuration(proxyBeanMethods = false)
class FormPlace {

    /** Where the form is. */
    static final String FIELD = "_at";

    private static final String AGAIN = "_again=1";

    private static final int LONGEST = 400;

    /** What an address says once: a confirmation, a language, a draft. */
    private static final String[] ONCE = {"done", "lang", "draft"};

    @Bean
    static BeanPostProcessor formsSayWhereTheyAre(ObjectProvider<FormMark> marks) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RequestDataValueProcessor tokens ? new Beside(tokens, marks) : bean;
            }
        };
    }

    /** The page of a form that was sent; null = it does not say. */
    static @Nullable String of(HttpServletRequest request) {
        String at = request.getParameter(FIELD);
        return at == null || at.length() > LONGEST || !SignInPages.ours(at).equals(at) ? null : at;
    }

    /** The address of this page, as somebody comes back to it; of a page that shows a form again, the one that the form came from. */
    static String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            String before = of(request);
            return before == null ? request.getRequestURI() : before;
        }
        String query = request.getQueryString();
        if (query == null) return request.getRequestURI();
        UriComponentsBuilder address =
                UriComponentsBuilder.fromPath(request.getRequestURI()).query(query);
        for (String one : ONCE) address.replaceQueryParam(one);
        return address.build().toUriString();
    }

    /** The address at which a refused form is found again: anyone who opens the page itself sees what is recorded. */
    static String again(String at) {
        String page = plain(at);
        return page + (page.indexOf('?') < 0 ? '?' : '&') + AGAIN;
    }

    /** The page itself. */
    static String plain(String at) {
        return at.endsWith(AGAIN) ? at.substring(0, at.length() - AGAIN.length() - 1) : at;
    }

    /** @param tokens gives a form its token, and only to forms that need one */
    private record Beside(RequestDataValueProcessor tokens, ObjectProvider<FormMark> marks)
            implements RequestDataValueProcessor {

        /** The address of the form whose hidden fields are asked for next. */
        private static final String ACTION = FormPlace.class.getName() + ".action";

        @Override
        public String processAction(HttpServletRequest request, String action, String method) {
            request.setAttribute(ACTION, action.replaceFirst("\\?.*", ""));
            return tokens.processAction(request, action, method);
        }

        @Override
        public String processFormFieldValue(
                HttpServletRequest request, @Nullable String name, String value, String type) {
            return tokens.processFormFieldValue(request, name, value, type);
        }

        @Override
        public @Nullable Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
            Map<String, String> token = tokens.getExtraHiddenFields(request);
            if (token == null || token.isEmpty()) return token;
            Map<String, String> both = new LinkedHashMap<>(token);
            Actor actor = WordsOfPages.actor().orElse(null);
            String drawn = token.get(SessionCsrf.FIELD);
            if (actor == null || drawn == null) {
                both.put(FIELD, here(request));
                return both;
            }
            String at = page(request, actor);
            both.put(FIELD, at);
            String action = request.getAttribute(ACTION) instanceof String to ? to : request.getRequestURI();
            both.put(FormMark.FIELD, marks.getObject().of(actor.compartment(), drawn, at, action));
            return both;
        }

        /** A form that is shown again is on the page that it came from, where it was drawn there. */
        private String page(HttpServletRequest request, Actor actor) {
            String at = here(request);
            boolean drawn =
                    request.getMethod().equals("GET") || marks.getObject().isOf(actor.compartment(), request, at);
            return drawn ? at : request.getRequestURI();
        }

        @Override
        public String processUrl(HttpServletRequest request, String url) {
            return tokens.processUrl(request, url);
        }
    }
}
