package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method that answers an address. Spring compares an address that holds a code with each of some 640 patterns; here only those are
 * compared that an {@link AddressTree} finds. Matching and order stay Spring's, and where none fits, or two fit equally well, Spring's own search
 * runs and says what is wrong (404, 405, 415, 406, ambiguous).
 */
@Component
class Addresses implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Indexed();
    }

    private record Handled(RequestMappingInfo mapping, HandlerMethod method) {}

    static final class Indexed extends RequestMappingHandlerMapping {

        private volatile @Nullable AddressTree<Handled> tree;

        @Override
        protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
            super.registerHandlerMethod(handler, method, mapping);
            tree = null;
        }

        @Override
        public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
            super.registerMapping(mapping, handler, method);
            tree = null;
        }

        @Override
        public void unregisterMapping(RequestMappingInfo mapping) {
            super.unregisterMapping(mapping);
            tree = null;
        }

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            Handled best = CorsUtils.isPreFlightRequest(request) ? null : best(request);
            if (best == null) return super.lookupHandlerMethod(path, request);
            request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, best.method());
            handleMatch(best.mapping(), path, request);
            return best.method();
        }

        /** With the mapping as it fits this request; null when none does, or two do equally well. */
        private @Nullable Handled best(HttpServletRequest request) {
            Handled best = null;
            boolean tie = false;
            for (Handled one : candidates(request)) {
                RequestMappingInfo fitting = getMatchingMapping(one.mapping(), request);
                if (fitting == null) continue;
                int order = best == null ? -1 : fitting.compareTo(best.mapping(), request);
                if (order < 0) {
                    best = new Handled(fitting, one.method());
                    tie = false;
                } else if (order == 0) tie = true;
            }
            return tie ? null : best;
        }

        private List<Handled> candidates(HttpServletRequest request) {
            AddressTree<Handled> known = tree;
            if (known == null) tree = known = index();
            return known.candidates(
                    ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
        }

        private AddressTree<Handled> index() {
            AddressTree<Handled> made = new AddressTree<>();
            getHandlerMethods()
                    .forEach((mapping, method) -> mapping.getPatternValues()
                            .forEach(pattern -> made.add(pattern, new Handled(mapping, method))));
            return made;
        }
    }
}
