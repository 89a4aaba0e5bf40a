package org.akoma.ground.recent;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Between each request and a handler that is marked {@link RecentFactor}. A page answers with the question for the code, whose form leads to what was asked
 * for; the script of a masked value gets 403 and sends the form as without script; a program gets 403 {@code access.factor-again}.
 */
@Configuration(proxyBeanMethods = false)
class RecentFactors implements WebMvcConfigurer, HandlerInterceptor {

    /** What is wrong with the code that was typed, for the page. */
    static final String WRONG = RecentFactors.class.getName();

    private static final String BY_SCRIPT = "X-Reveal";

    private final ObjectProvider<RecentFactorStore> store;
    private final ObjectProvider<ActorTransactions> transactions;
    private final ObjectProvider<FactorAgain> factor;
    private final ObjectProvider<FactorAgain.ByDevice> device;
    private final ObjectProvider<Problems> problems;
    private final ObjectProvider<Clock> clock;

    RecentFactors(
            ObjectProvider<RecentFactorStore> store,
            ObjectProvider<ActorTransactions> transactions,
            ObjectProvider<FactorAgain> factor,
            ObjectProvider<FactorAgain.ByDevice> device,
            ObjectProvider<Problems> problems,
            ObjectProvider<Clock> clock) {
        this.store = store;
        this.transactions = transactions;
        this.factor = factor;
        this.device = device;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        if (!(handler instanceof HandlerMethod asked) || !asked.hasMethodAnnotation(RecentFactor.class)) return true;
        Actor actor = actor();
        if (actor == null) return true;
        RecentFactorStore.Shown shown = shown(actor);
        if (shown.recent()) return true;
        if (request.getRequestURI().startsWith("/api/")) {
            problems.getObject().write(request, response, HttpStatus.FORBIDDEN, "access.factor-again", shown.minutes());
            return false;
        }
        if (request.getHeader(BY_SCRIPT) == null) return isAnswered(actor, request, response);
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return false;
    }

    private boolean isAnswered(Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean shows = request.getParameter(FactorAgain.FIELD) != null
                || request.getParameter(FactorAgain.ByDevice.SENT) != null;
        if (shows && request.getMethod().equals("POST")) {
            FieldError wrong =
                    RecentFactorPages.shown(actor, factor.getObject(), device.getObject(), request, response);
            if (wrong == null) return true;
            request.setAttribute(WRONG, wrong);
        }
        request.getRequestDispatcher(RecentFactorPages.HERE).forward(request, response);
        return false;
    }

    private RecentFactorStore.Shown shown(Actor actor) {
        ActorTransactions way = transactions.getObject();
        byte[] session = way.session(actor);
        return way.atTheDoor(
                () -> store.getObject().shown(session, clock.getObject().instant()));
    }

    private static @Nullable Actor actor() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
