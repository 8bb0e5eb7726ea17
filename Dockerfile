FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY . .
# The database is the only thing this user may write.
RUN install -d -o node -g node /data
USER node
VOLUME /data
ENV HOST=0.0.0.0 DATABASE_URL=file:/data/mlops-quiz.db
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: the signal that stops the container must reach the program itself.
ENTRYPOINT ["node", "bin/mlops-quiz.js"]
CMD ["start"]
