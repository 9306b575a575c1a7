import { useEffect, useState } from 'react';
import type { ShellOutput, StartChoice, StartShell } from '../../shared/ipc.ts';
import { Choices } from './choices.tsx';
import { ConsoleForm } from './console-form.tsx';
import { Frame } from './frame.tsx';
import { HostForm } from './host-form.tsx';

type Opening = ShellOutput<'shell:opening'>;

/** The first screen: three choices, and what two of them still have to know. */
export function App({ shell }: { shell: StartShell }) {
  const [opening, setOpening] = useState<Opening>();
  const [choice, setChoice] = useState<StartChoice>();
  const [version, setVersion] = useState<string>();

  useEffect(() => {
    void shell.opening().then((reply) => {
      if (!reply.ok) return;
      setOpening(reply.value);
      // Joining is another window's matter; there is nothing to fill in here.
      setChoice(reply.value.choice === 'join' ? undefined : reply.value.choice);
    });
    void shell.about().then((reply) => reply.ok && setVersion(reply.value.version));
  }, [shell]);

  const choose = (chosen: StartChoice): void => {
    if (chosen === 'join') void shell.join();
    else setChoice(chosen);
  };
  const back = (): void => {
    setChoice(undefined);
    // What a flag's way came to is said once.
    setOpening((before) => before && { host: before.host, canJoin: before.canJoin });
  };

  return (
    <Frame version={version} onBack={choice ? back : undefined}>
      {opening === undefined ? null : choice === 'host' ? (
        <HostForm shell={shell} initial={opening.host} refused={opening.refusal} />
      ) : choice === 'console' ? (
        <ConsoleForm shell={shell} initialUrl={opening.consoleUrl} refused={opening.consoleRefusal} />
      ) : (
        <Choices canJoin={opening.canJoin} onChoose={choose} />
      )}
    </Frame>
  );
}
