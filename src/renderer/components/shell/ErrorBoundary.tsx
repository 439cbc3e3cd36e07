/** Keeps a fault in the window from leaving it white: says so, and offers to draw the window anew. */
import { RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';

interface ErrorBoundaryState {
  readonly fault: Error | null;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { fault: null };

  static getDerivedStateFromError(fault: Error): ErrorBoundaryState {
    return { fault };
  }

  override render(): ReactNode {
    return this.state.fault === null ? this.props.children : <Fault fault={this.state.fault} />;
  }
}

function Fault({ fault }: { fault: Error }) {
  const { t } = useWords();
  return (
    <main className="fault" role="alert">
      <h1>{t('fault.title')}</h1>
      <p>{t('fault.about')}</p>
      <pre className="faultDetail">{fault.message}</pre>
      <Button tone="primary" icon={RotateCw} onClick={() => window.location.reload()}>
        {t('connection.reload')}
      </Button>
    </main>
  );
}
