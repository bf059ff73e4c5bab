/** Preloaded into servers: they end when the command that started them is gone, even if it had no time to say so. */
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 3000).unref();
  });
}
