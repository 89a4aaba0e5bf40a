package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.akoma.PastDays;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A request for a past day gets that day or a refusal, never today under another date: a handler without {@link PastDays} refuses it. */
@Configuration(proxyBeanMethods = false)
class OnlyToday implements WebMvcConfigurer, HandlerInterceptor {

    private final Problems problems;

    OnlyToday(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getParameter(PastDays.PARAMETER) == null
                || !(handler instanceof HandlerMethod asked)
                || asked.hasMethodAnnotation(PastDays.class)) return true;
        problems.write(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "house.only-today");
        return false;
    }
}
